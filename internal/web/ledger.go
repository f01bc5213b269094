package web

import (
	"context"
	"encoding/hex"
	"errors"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"tallyman/internal/ledger"
)

// LedgerHead is the last entry. Kept elsewhere, it proves later that no entry
// was changed or cut off.
type LedgerHead struct {
	Seq  int64  `json:"seq" doc:"How many entries there are."`
	Hash string `json:"hash" doc:"SHA-256 of the chain, hex."`
}

func headOf(h ledger.Head) LedgerHead {
	return LedgerHead{Seq: h.Seq, Hash: hex.EncodeToString(h.Hash[:])}
}

type verifyInput struct {
	Body struct {
		Expect *LedgerHead `json:"expect,omitempty" doc:"A head that was kept: the entry must still be there with that hash."`
	} `nameHint:"VerifyDraft"`
}

// VerifyLine is a line of the answer to a check: one of its fields.
type VerifyLine struct {
	Progress *VerifyProgress `json:"progress,omitempty"`
	Report   *VerifyReport   `json:"report,omitempty" doc:"The last line: what was found."`
	Problem  *Problem        `json:"problem,omitempty" doc:"The last line when it could not be checked."`
}

// VerifyProgress counts entries.
type VerifyProgress struct {
	Done  int64 `json:"done"`
	Total int64 `json:"total"`
}

// VerifyReport is what was found.
type VerifyReport struct {
	Sound       bool               `json:"sound" doc:"Nothing is wrong."`
	Entries     int64              `json:"entries"`
	Head        LedgerHead         `json:"head"`
	Records     int64              `json:"records" doc:"Personal records that entries point to."`
	Erased      int64              `json:"erased" doc:"How many of them are gone, as they may be."`
	Found       int64              `json:"found" doc:"How many differences there are."`
	Differences []VerifyDifference `json:"differences" doc:"The first of them."`
}

// VerifyDifference is one place where what is stored is not what the entries
// say. Have and Want are SQL literals.
type VerifyDifference struct {
	Table  string `json:"table"`
	Key    string `json:"key"`
	Column string `json:"column,omitempty" doc:"Absent when the whole row is missing or too much."`
	Have   string `json:"have"`
	Want   string `json:"want"`
}

func reportOf(r ledger.Report) *VerifyReport {
	told := &VerifyReport{
		Sound: r.Sound(), Entries: r.Entries, Head: headOf(r.Head), Records: r.Records, Erased: r.Erased, Found: r.Found,
		Differences: []VerifyDifference{},
	}
	for _, d := range r.Differences {
		told.Differences = append(told.Differences, VerifyDifference(d))
	}
	return told
}

func (s *Server) ledgerRoutes(api huma.API) {
	register(s, api, route(http.MethodGet, "/ledger/head", "get-ledger-head", "Read the last entry's number and hash"),
		func(context.Context, *struct{}) (*body[LedgerHead], error) {
			return &body[LedgerHead]{headOf(s.options.Ledger.Head())}, nil
		})
	register(s, api, streamRoute[VerifyLine](api, "/ledger/verify", "verify-ledger", "Check the history and all that was derived from it"),
		func(_ context.Context, input *verifyInput) (*streamOutput, error) {
			expect, err := expected(input.Body.Expect)
			if err != nil {
				return nil, err
			}
			return &streamOutput{func(hc huma.Context) {
				r, w := humago.Unwrap(hc)
				s.verify(w, r, expect)
			}}, nil
		})
}

func expected(told *LedgerHead) (ledger.Head, error) {
	if told == nil {
		return ledger.Head{}, nil
	}
	head := ledger.Head{Seq: told.Seq}
	hash, err := hex.DecodeString(told.Hash)
	if err != nil || len(hash) != len(head.Hash) {
		return ledger.Head{}, refuseFaults([]Fault{{"body.expect.hash", "must be 64 hex digits"}})
	}
	copy(head.Hash[:], hash)
	return head, nil
}

// verify checks the ledger. One check at a time: each takes a copy of the
// database.
func (s *Server) verify(w http.ResponseWriter, r *http.Request, expect ledger.Head) {
	if !s.verifying.CompareAndSwap(false, true) {
		problem(http.StatusConflict, "verify_under_way", "the ledger is being checked: wait for that").write(w)
		return
	}
	defer s.verifying.Store(false)
	lines := s.newStream(w)
	// A listener who went away ends the check through the request's context.
	report, err := s.options.Ledger.Verify(r.Context(), expect, func(done, total int64) {
		_ = lines.line(VerifyLine{Progress: &VerifyProgress{done, total}})
	})
	if err == nil {
		_ = lines.line(VerifyLine{Report: reportOf(report)})
		return
	}
	var refusal *Problem
	errors.As(s.explain(r.Context(), err), &refusal)
	if lines.begun {
		_ = lines.line(VerifyLine{Problem: refusal})
		return
	}
	refusal.write(w)
}
