//go:build unix

package keeper

import (
	"context"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"
)

// One program at a time says that it is opening the journal, and nothing of that stays.
func TestOneProgramAtATimeIsOpening(t *testing.T) {
	address := filepath.Join(t.TempDir(), "s")
	if IsOpening(address) {
		t.Error("somebody is opening at first")
	}
	done, err := BeginOpening(t.Context(), address)
	if err != nil || !IsOpening(address) {
		t.Fatalf("it is not said: %v", err)
	}
	limited, end := context.WithTimeout(t.Context(), 2*openingPause)
	defer end()
	if _, err := BeginOpening(limited, address); err == nil {
		t.Error("two are opening it")
	}
	second := make(chan func())
	go func() {
		done, err := BeginOpening(t.Context(), address)
		if err != nil {
			t.Error(err)
		}
		second <- done
	}()
	done()
	done = <-second
	if !IsOpening(address) {
		t.Error("the second one is not known")
	}
	done()
	if _, err := os.Lstat(markOf(address)); IsOpening(address) || err == nil {
		t.Errorf("it goes on after the end: %v", err)
	}
	// What a killed program leaves is not locked, and means nothing.
	if err := os.WriteFile(markOf(address), nil, 0o600); err != nil || IsOpening(address) {
		t.Errorf("a leftover counts: %v", err)
	}
}

// Who comes while the journal is being opened gets through once it is held, and does not wait for ever.
func TestAwaitWaitsForTheOpening(t *testing.T) {
	address, _ := serve(t, func(context.Context, Call, *Back) int { return 0 })
	other := filepath.Join(t.TempDir(), "s")
	done, err := BeginOpening(t.Context(), other)
	if err != nil {
		t.Fatal(err)
	}
	if held := Await(t.Context(), other, 2*openingPause); held != nil {
		t.Error("somebody answers")
	}
	got := make(chan *Held)
	go func() { got <- Await(t.Context(), other, time.Minute) }()
	if err := os.Rename(address, other); err != nil { // it begins to answer
		t.Fatal(err)
	}
	done()
	if held := <-got; held == nil {
		t.Error("nobody answers")
	} else {
		held.Close()
	}
}

// A holder that has no time of its own is told another one, and one that has is not asked twice.
func TestTheTimeOfAHolderIsChanged(t *testing.T) {
	address := filepath.Join(t.TempDir(), "s")
	var idle atomic.Int64 // each call is served beside the others
	idle.Store(int64(time.Minute))
	serving := Serving{
		Holder: func() Holder { return Holder{Version: "1", Idle: time.Duration(idle.Load())} },
		Last: func(limit time.Duration) {
			if limit > 0 {
				idle.Store(int64(limit))
			}
		},
	}
	if _, err := Serve(t.Context(), address, serving); err != nil {
		t.Fatal(err)
	}
	if who, err := find(t, address).Last(0); err != nil || who.Idle != time.Minute {
		t.Errorf("the same again is %v, %v", who.Idle, err)
	}
	if who, err := find(t, address).Last(time.Hour); err != nil || who.Idle != time.Hour {
		t.Errorf("it is %v, %v", who.Idle, err)
	}
	window, _ := serve(t, func(context.Context, Call, *Back) int { return 0 })
	if _, err := find(t, window).Last(time.Hour); err == nil {
		t.Error("a holder with a time of its own took another")
	}
}
