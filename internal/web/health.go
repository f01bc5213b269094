package web

import (
	"context"
	"encoding/json"
	"net/http"
	"time"
)

// readyWithin bounds the question whether the server can work.
const readyWithin = 3 * time.Second

// alive says that the process answers, and which version it is.
func (s *Server) alive(w http.ResponseWriter, _ *http.Request) {
	s.sayState(w, "alive")
}

// ready says whether the server can work: a write reaches the disk. Printers
// do not count: without them work goes on.
func (s *Server) ready(w http.ResponseWriter, r *http.Request) {
	if s.options.Ready == nil {
		s.sayState(w, "ready")
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), readyWithin)
	defer cancel()
	if err := s.options.Ready(ctx); err != nil {
		s.log.WarnContext(ctx, "web: not ready", "error", err)
		problem(http.StatusServiceUnavailable, "not_ready", "the server cannot work now; its log says why").write(w)
		return
	}
	s.sayState(w, "ready")
}

func (s *Server) sayState(w http.ResponseWriter, state string) {
	w.Header().Set("Content-Type", "application/json")
	// Whoever asked and went away does not hear the answer.
	_ = json.NewEncoder(w).Encode(map[string]string{"state": state, "version": s.options.Version})
}
