package warehouse_test

import (
	"strings"
	"testing"

	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/print"
	"tallyman/internal/floor/shift"
)

func state(r *rig, id string) string {
	return r.one(`SELECT state FROM fulfilment WHERE order_id = ?1`, id)
}

func TestFromOrderToHandOver(t *testing.T) {
	r := newRig(t)
	r.stock("A-01", mug, 5)
	r.stock("A-02", pen, 3)
	r.place(draft("SO-1", order.Line{SKU: mug, Quantity: 2}, order.Line{SKU: pen, Quantity: 1}))
	list, _, err := r.Release(r.ctx(), 1)
	r.must(err)
	if list == "" {
		t.Fatal("nothing was released")
	}
	pickAll(r)
	if got := state(r, "SO-1"); got != "picked" {
		t.Fatalf("after picking the order is %s", got)
	}
	packAll(r)
	r.printed()
	sscc := r.one(`SELECT sscc FROM parcel`)
	attempt := r.one(`SELECT attempt FROM print_job WHERE document = 'label'`)
	r.good("pack-1", attempt, "order_packed_done")
	r.good("pack-1", r.own(floor.CodeTote, "0001"), "tote_freed")
	if got := state(r, "SO-1"); got != "packed" {
		t.Fatalf("after packing the order is %s", got)
	}
	r.good("dock-1", r.badges[shift.Packer], "welcome")
	r.good("dock-1", r.own(floor.CodeDock, "1"), "dock_open")
	r.good("dock-1", sscc, "handed_over")
	r.refused("dock-1", sscc, "loaded_already")
	if got := state(r, "SO-1"); got != "closed" {
		t.Fatalf("after hand-over the order is %s", got)
	}
	r.want("5", `SELECT sum(quantity) FROM stock`)
	r.want("3", `SELECT on_hand FROM item WHERE sku = ?1`, mug)
	r.want("0", `SELECT reserved FROM item WHERE sku = ?1`, mug)
	r.want("2500", `SELECT total_minor - 1000 FROM invoice`)
	r.sound()
}

// pickAll picks two mugs and a pen into the first tote.
func pickAll(r *rig) {
	r.t.Helper()
	r.refused("pick-1", mugEAN, "badge_first")
	r.good("pick-1", r.badges[shift.Picker], "welcome")
	r.good("pick-1", r.say(floor.Next), "list_taken")
	r.good("pick-1", r.own(floor.CodeTote, "0001"), "tote_bound")
	r.good("pick-1", "A-01", "location_confirmed")
	r.refused("pick-1", pen, "wrong_item")
	r.good("pick-1", r.say(floor.Acknowledge), "acknowledged")
	r.good("pick-1", mugEAN, "item_picked")
	r.good("pick-1", mugEAN, "item_picked")
	r.good("pick-1", "A-02", "location_confirmed")
	v := r.good("pick-1", pen, "item_picked")
	if v.Next.Code == "" {
		r.t.Fatal("the picker is not told what is next")
	}
	r.good("pick-1", r.own(floor.CodeStation, "PACK1"), "totes_dropped")
}

func packAll(r *rig) {
	r.t.Helper()
	r.good("pack-1", r.badges[shift.Packer], "welcome")
	r.good("pack-1", r.own(floor.CodeTote, "0001"), "order_opened")
	r.good("pack-1", mugEAN, "item_packed")
	r.good("pack-1", mugEAN, "item_packed")
	r.refused("pack-1", mugEAN, "over_pack")
	r.good("pack-1", r.say(floor.Acknowledge), "acknowledged")
	r.good("pack-1", pen, "parcel_closed")
}

// printed plays the spool for all queued jobs.
func (r *rig) printed() {
	r.t.Helper()
	for {
		job, found, err := r.Claim(r.ctx(), "zpl+tcp://127.0.0.1:9", r.clock)
		r.must(err)
		if !found {
			return
		}
		if !strings.Contains(string(job.Snapshot), "Ola Nordmann") {
			r.t.Fatalf("the snapshot of %s does not name the addressee: %s", job.ID, job.Snapshot)
		}
		begun, err := r.Sending(r.ctx(), job.Printer, job.ID, []byte("^XA^XZ"))
		r.must(err)
		if !begun {
			r.t.Fatalf("%s could not begin", job.ID)
		}
		r.must(r.SettleJob(r.ctx(), job.ID, print.Sent, ""))
	}
}

func TestNoPersonalDataAndNoBadgeCodeInEntries(t *testing.T) {
	r := newRig(t)
	r.stock("A-01", mug, 5)
	r.stock("A-02", pen, 3)
	r.place(draft("SO-1", order.Line{SKU: mug, Quantity: 2}, order.Line{SKU: pen, Quantity: 1}))
	_, _, err := r.Release(r.ctx(), 1)
	r.must(err)
	pickAll(r)
	packAll(r)
	misread := r.badges[shift.Packer]
	r.refused("pack-1", misread[:len(misread)-1]+"#", "misread")
	for _, secret := range []string{"Nordmann", "Vei 2", "SECRET", "Badge p"} {
		for _, table := range []string{"entry", "session", "orders", "print_job", "badge", "code"} {
			r.want("0", `SELECT count(*) FROM `+table+` WHERE `+columns(r, table)+` LIKE ?1`, "%"+secret+"%")
		}
	}
}

// columns joins all columns of a table into one text.
func columns(r *rig, table string) string {
	return r.one(`SELECT group_concat('coalesce(CAST(' || name || ' AS TEXT), '''')', ' || ') FROM pragma_table_info('` + table + `')`)
}
