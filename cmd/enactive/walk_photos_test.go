package main

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"enactive/journal"
	"enactive/journal/vault"
)

// TestAPhotoInAFormAndOpenedOutside pastes a copied photo into the form of a new entry, saves both, opens the
// photo with a program that stands in for xdg-open, and locks: then the plain copy is gone.
func TestAPhotoInAFormAndOpenedOutside(t *testing.T) {
	t.Parallel()
	folder := lockedJournal(t)
	s := startScreen(t, 1280, 800)
	home := filepath.Dir(s.frame)
	photo, bin, opened := filepath.Join(home, "hill.jpg"), filepath.Join(home, "bin"), filepath.Join(home, "opened")
	hill := image.NewRGBA(image.Rect(0, 0, 300, 200))
	for i := range 300 * 200 {
		hill.Set(i%300, i/300, color.RGBA{uint8(i % 300 / 2), 140, uint8(i / 300), 255})
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, hill, nil); err != nil {
		t.Fatal(err)
	}
	script := "#!/bin/sh\nprintf '%s' \"$1\" > " + opened + ".part\n/bin/mv " + opened + ".part " + opened + "\n"
	if err := os.Mkdir(bin, 0o700); err != nil {
		t.Fatal(err)
	}
	for path, data := range map[string][]byte{photo: b.Bytes(), filepath.Join(bin, "xdg-open"): []byte(script)} {
		if err := os.WriteFile(path, data, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	s.extraEnv = append(s.extraEnv, "PATH="+bin+":"+os.Getenv("PATH"))
	w := &walker{screen: s, home: home}
	c := clicker{w}
	w.start(folder)
	unlock := func() {
		t.Helper()
		s.write(secret)
		w.keys("the journal opens", "Return")
	}
	unlock()

	w.keys("the form of an entry opens", "ctrl+shift+n")
	w.types(photo)
	w.keys("the words are cut", "ctrl+a", "ctrl+x")
	w.types("A walk on the hill")
	w.keys("the area has the keyboard", "Tab")
	w.keys("a sheet asks", "ctrl+v")
	c.sees("Add hill.jpg here?")
	w.keys("it is added", "Return")
	c.sees("Remove")
	w.keys("both are saved", "ctrl+Return")

	c.clickOn("Entries", inRail)
	c.button("3", middle(c.place("hill.jpg")), 1)
	c.clickOn("Open with another program …")
	c.sees("Make the copy and open it")
	w.press("Return")
	copied := ""
	s.until("the photo is handed to the other program", func() bool {
		data, err := os.ReadFile(opened)
		copied = string(data)
		return err == nil
	})
	if data, err := os.ReadFile(copied); err != nil || !bytes.HasPrefix(data, []byte{0xff, 0xd8}) || filepath.Base(copied) != "hill.jpg" {
		t.Fatalf("the copy %s has %d bytes, %v", copied, len(data), err)
	}
	if strings.HasPrefix(copied, folder) || strings.HasPrefix(copied, home) {
		t.Errorf("the copy is at %s", copied)
	}
	w.press("ctrl+l")
	c.sees("Your journal is locked")
	s.until("the plain copy is gone", func() bool {
		_, err := os.Stat(filepath.Dir(copied))
		return os.IsNotExist(err)
	})
	w.program.end(s)

	j, _, err := journal.Open(t.Context(), folder, vault.Passphrase(secret), journal.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	e := titled(t, j, "A walk on the hill")
	if all := j.Attachments(journal.Holder{Entry: e.ID}); len(all) != 1 || all[0].Name != "hill.jpg" {
		t.Errorf("the entry has %+v", all)
	}
}
