package main

import (
	"errors"
	"testing"

	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/storage"
)

func TestTheToolkitCannotUseTheNetwork(t *testing.T) {
	app.NewWithID(id + ".Test")
	denyNetwork()
	for _, address := range []string{"http://127.0.0.1:1/x.png", "https://127.0.0.1:1/x.png"} {
		uri, err := storage.ParseURI(address)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := storage.Reader(uri); !errors.Is(err, errOffline) {
			t.Errorf("reading %s: %v, want %v", address, err, errOffline)
		}
		if _, err := storage.Exists(uri); !errors.Is(err, errOffline) {
			t.Errorf("looking for %s: %v, want %v", address, err, errOffline)
		}
	}
}
