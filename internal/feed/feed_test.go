package feed

import (
	"errors"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// inside runs a test on a fake clock with a feed at work.
func inside(t *testing.T, test func(t *testing.T, h *house, f *Feed, made *plain)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		h := newHouse()
		f, made := newFeed(h)
		go func() { _ = f.Run(t.Context()) }()
		test(t, h, f, made)
	})
}

func TestSnapshotThenChanges(t *testing.T) {
	inside(t, func(t *testing.T, h *house, f *Feed, _ *plain) {
		h.set("orders", "a", "b")
		screen := subscribe(t, f, 0, "orders", "stations", "orders")
		expect(t, screen, "snapshot orders at 1: a=1 b=1", "snapshot stations at 1:")
		f.Touched(h.set("orders", "b"))
		expect(t, screen, "changes to 2: orders/b=2")
		f.Touched(h.set("scans", "3"))
		synctest.Wait()
		f.Touched(h.set("stations", "p"))
		expect(t, screen, "changes to 4: stations/p=4")
	})
}

func TestGoneRowIsNull(t *testing.T) {
	inside(t, func(t *testing.T, h *house, f *Feed, _ *plain) {
		screen := subscribe(t, f, 0, "orders")
		expect(t, screen, "snapshot orders at 0:")
		h.seq = 7
		f.Touched(7, []Touch{{"orders", "a"}})
		expect(t, screen, "changes to 7: orders/a=")
	})
}

func TestQuietIsAtOnceAndLoadIsFramed(t *testing.T) {
	inside(t, func(t *testing.T, h *house, f *Feed, _ *plain) {
		screen := subscribe(t, f, 0, "orders")
		expect(t, screen, "snapshot orders at 0:")
		begin := time.Now()
		f.Touched(h.set("orders", "a"))
		expect(t, screen, "changes to 1: orders/a=1")
		if took := time.Since(begin); took != 0 {
			t.Errorf("the first change waited %v", took)
		}
		f.Touched(h.set("orders", "a"))
		f.Touched(h.set("orders", "b"))
		f.Touched(h.set("orders", "a"))
		expect(t, screen, "changes to 4: orders/a=4 orders/b=3")
		if took := time.Since(begin); took != frameEvery {
			t.Errorf("the second frame came after %v", took)
		}
		if stats := f.Stats(); stats.Coalesced != 1 || stats.Frames != 2 || stats.Screens != 1 {
			t.Errorf("stats %+v", stats)
		}
	})
}

func TestTouchDuringReadComesAgain(t *testing.T) {
	inside(t, func(t *testing.T, h *house, f *Feed, _ *plain) {
		screen := subscribe(t, f, 0, "orders")
		expect(t, screen, "snapshot orders at 0:")
		h.hold = make(chan struct{})
		f.Touched(h.set("orders", "a"))
		synctest.Wait() // the read of 1 is under way
		f.Touched(h.set("orders", "b"))
		close(h.hold)
		// The seq of a frame is the last commit it says all of, though rows
		// may be newer.
		expect(t, screen, "changes to 1: orders/a=1", "changes to 2: orders/b=2")
	})
}

func TestSnapshotIsSharedWhenAllReconnect(t *testing.T) {
	inside(t, func(t *testing.T, h *house, f *Feed, made *plain) {
		f.Touched(h.set("orders", "a"))
		time.Sleep(time.Second)
		made.made, h.reads = 0, 0
		var all sync.WaitGroup
		for range 50 {
			all.Go(func() {
				screen := subscribe(t, f, 0, "orders")
				expect(t, screen, "snapshot orders at 1: a=1")
				expect(t, screen, "changes to 1: orders/a=1")
			})
		}
		all.Wait()
		if h.reads != 1 || made.made != 2 {
			t.Errorf("50 screens made %d reads and %d messages", h.reads, made.made)
		}
		time.Sleep(shareFor + time.Millisecond)
		subscribe(t, f, 0, "orders")
		if h.reads != 2 {
			t.Errorf("an old snapshot was given")
		}
	})
}

func TestSharedSnapshotMissesNothing(t *testing.T) {
	inside(t, func(t *testing.T, h *house, f *Feed, _ *plain) {
		f.Touched(h.set("orders", "a"))
		time.Sleep(time.Second)
		subscribe(t, f, 0, "orders") // reads at 1, shared for a moment
		f.Touched(h.set("orders", "b"))
		synctest.Wait() // published before the next one registers
		late := subscribe(t, f, 0, "orders")
		expect(t, late, "snapshot orders at 2: a=1 b=2")
		time.Sleep(time.Second)
		f.Touched(h.set("orders", "c"))
		synctest.Wait()
		f.Touched(h.set("orders", "d"))
		subscribe(t, f, 0, "orders") // reads at 4, of which d is not published yet
		time.Sleep(frameEvery)
		synctest.Wait()
		last := subscribe(t, f, 0, "orders")
		expect(t, last, "snapshot orders at 4: a=1 b=2 c=3 d=4", "changes to 4: orders/d=4")
	})
}

func TestResume(t *testing.T) {
	inside(t, func(t *testing.T, h *house, f *Feed, _ *plain) {
		for range 3 {
			f.Touched(h.set("orders", "a"))
			time.Sleep(frameEvery)
		}
		synctest.Wait()
		back := subscribe(t, f, 2, "orders")
		expect(t, back, "changes to 2: orders/a=2", "changes to 3: orders/a=3")
		subscribe(t, f, 3, "stations", "orders")
		if h.reads != 0 {
			t.Error("a resume that is remembered read a snapshot")
		}
		for _, resume := range []int64{0, 1, 4} {
			expect(t, subscribe(t, f, resume, "orders"), "snapshot orders at 3: a=3")
		}
	})
}

func TestResumeBeyondMemoryTakesSnapshot(t *testing.T) {
	inside(t, func(t *testing.T, h *house, f *Feed, _ *plain) {
		f.Touched(h.set("orders", "a"))
		time.Sleep(frameEvery)
		f.Touched(h.set("orders", "a"))
		time.Sleep(frameEvery)
		f.Touched(h.set("scans", names("s", remembered)...))
		time.Sleep(frameEvery)
		expect(t, subscribe(t, f, 2, "orders"), "snapshot orders at 3: a=2")
		if len(f.ring.frames) != 1 {
			t.Errorf("the ring holds %d frames", len(f.ring.frames))
		}
	})
}

func TestSlowScreenGetsNewestAndHoldsUpNobody(t *testing.T) {
	inside(t, func(t *testing.T, h *house, f *Feed, _ *plain) {
		slow := subscribe(t, f, 0, "orders", "scans")
		fast := subscribe(t, f, 0, "orders")
		expect(t, fast, "snapshot orders at 0:")
		for i := range queueFrames + 1 {
			f.Touched(h.set("orders", "a"))
			f.Touched(h.set("scans", strconv.Itoa(i)))
			time.Sleep(frameEvery)
			if _, err := fast.Next(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		expect(t, slow, "snapshot orders at 0:", "snapshot scans at 0:")
		got, err := slow.Next(t.Context())
		if err != nil || strings.Count(string(got), "orders/a=") != 1 {
			t.Fatalf("slow screen got %q, %v", got, err)
		}
		scans := 0
		for part := range strings.FieldsSeq(string(got)) {
			if id, isScan := strings.CutPrefix(part, "scans/"); isScan {
				if !strings.HasPrefix(id, strconv.Itoa(scans)+"=") {
					t.Fatalf("scan %d came as %s", scans, id)
				}
				scans++
			}
		}
		if scans < queueFrames {
			t.Errorf("%d scans arrived", scans)
		}
		if f.Stats().Coalesced == 0 {
			t.Error("nothing was counted as coalesced")
		}
	})
}

func TestScreenThatNeverReadsIsCutOff(t *testing.T) {
	inside(t, func(t *testing.T, h *house, f *Feed, _ *plain) {
		stuck := subscribe(t, f, 0, "scans")
		for i := 0; f.Stats().CutOff == 0; i++ {
			if i > 3*queueFrames {
				t.Fatal("it was never cut off")
			}
			f.Touched(h.set("scans", names(strconv.Itoa(i)+"-", 200)...))
			time.Sleep(frameEvery)
		}
		if _, err := stuck.Next(t.Context()); !errors.Is(err, ErrSlow) {
			t.Errorf("got %v", err)
		}
	})
}

func TestFailedReadLosesNothing(t *testing.T) {
	inside(t, func(t *testing.T, h *house, f *Feed, _ *plain) {
		screen := subscribe(t, f, 0, "orders")
		expect(t, screen, "snapshot orders at 0:")
		h.mu.Lock()
		h.fail = errors.New("disk")
		h.mu.Unlock()
		f.Touched(h.set("orders", "a"))
		synctest.Wait()
		f.Touched(h.set("orders", "b", "a"))
		time.Sleep(shareFor + time.Millisecond)
		if _, err := f.Subscribe(t.Context(), []string{"orders"}, 0); err == nil {
			t.Error("a snapshot that cannot be read is no error")
		}
		h.mu.Lock()
		h.fail = nil
		h.mu.Unlock()
		expect(t, screen, "changes to 2: orders/a=2 orders/b=2")
	})
}

func TestChangeBetweenCommitsIsSeen(t *testing.T) {
	inside(t, func(t *testing.T, h *house, f *Feed, _ *plain) {
		h.set("stations", "p")
		screen := subscribe(t, f, 0, "stations")
		expect(t, screen, "snapshot stations at 1: p=1")
		f.Touched(1, []Touch{{"stations", "p"}}) // the scanner was unplugged
		expect(t, screen, "changes to 1: stations/p=1")
	})
}

func TestEncodedOnceForEqualSubscriptions(t *testing.T) {
	inside(t, func(t *testing.T, h *house, f *Feed, made *plain) {
		var screens []*Screen
		for range 10 {
			screens = append(screens, subscribe(t, f, 0, "orders"), subscribe(t, f, 0, "orders", "scans"))
		}
		// Take the snapshots: one of each collection.
		for i, screen := range screens {
			for range 1 + i%2 {
				_, _ = screen.Next(t.Context())
			}
		}
		h.set("orders", "a")
		f.Touched(h.set("orders", "b")) // one message: for both kinds it says the same
		expect(t, screens[0], "changes to 2: orders/b=2")
		_, touched := h.set("orders", "c")
		seq, more := h.set("scans", "4")
		f.Touched(seq, append(touched, more...)) // two messages
		for i, screen := range screens {
			want := "changes to 4: orders/c=3"
			if i%2 == 1 {
				want += " scans/4=4"
			}
			if i > 0 {
				expect(t, screen, "changes to 2: orders/b=2")
			}
			expect(t, screen, want)
		}
		if made.made != 5 {
			t.Errorf("%d messages were made", made.made)
		}
	})
}

func TestEnd(t *testing.T) {
	inside(t, func(t *testing.T, _ *house, f *Feed, _ *plain) {
		if _, err := f.Subscribe(t.Context(), []string{"secrets"}, 0); !errors.Is(err, ErrUnknown) {
			t.Errorf("unknown collection: %v", err)
		}
		screen := subscribe(t, f, 0, "orders")
		expect(t, screen, "snapshot orders at 0:")
		f.cutAll()
		if _, err := screen.Next(t.Context()); !errors.Is(err, ErrClosed) {
			t.Errorf("got %v", err)
		}
		screen.Close()
		if _, err := f.Subscribe(t.Context(), []string{"orders"}, 0); !errors.Is(err, ErrClosed) {
			t.Errorf("after the end: %v", err)
		}
		if f.Stats().Screens != 0 {
			t.Error("the closed screen is still counted")
		}
	})
}
