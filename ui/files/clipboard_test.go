package files

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestAPictureGoesToTheCommandOfTheDesktop(t *testing.T) {
	bin := t.TempDir()
	taken := filepath.Join(bin, "taken")
	for _, name := range []string{"xclip", "wl-copy"} {
		script := "#!/bin/sh\n{ echo " + name + " \"$@\"; /bin/cat; } > " + taken + "\n"
		if err := os.WriteFile(filepath.Join(bin, name), []byte(script), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", bin)
	for display, want := range map[string]string{
		"":          "xclip -selection clipboard -t image/png\na picture",
		"wayland-0": "wl-copy --type image/png\na picture",
	} {
		t.Setenv("WAYLAND_DISPLAY", display)
		if err := CopyPicture(t.Context(), []byte("a picture")); err != nil {
			t.Fatal(err)
		}
		if got, _ := os.ReadFile(taken); string(got) != want {
			t.Errorf("with the display %q it was handed over as %q, want %q", display, got, want)
		}
	}
}

func TestAMissingClipboardCommandIsReported(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	if err := CopyPicture(t.Context(), nil); !errors.Is(err, errNoCopier) {
		t.Errorf("got %v", err)
	}
}

func TestACommandThatFailsIsNamed(t *testing.T) {
	bin := t.TempDir()
	if err := os.WriteFile(filepath.Join(bin, "xclip"), []byte("#!/bin/sh\nexit 1\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin)
	t.Setenv("WAYLAND_DISPLAY", "")
	if err := CopyPicture(t.Context(), nil); err == nil || !strings.Contains(err.Error(), "xclip") {
		t.Errorf("got %v", err)
	}
}

func TestACopiedPictureComesFromTheCommandOfTheDesktop(t *testing.T) {
	bin := t.TempDir()
	t.Setenv("PATH", bin)
	t.Setenv("WAYLAND_DISPLAY", "")
	if png, can := CopiedPicture(t.Context(), 100); png != nil || can {
		t.Errorf("without a command it is %q, %v", png, can)
	}
	does := func(name, script string) {
		if err := os.WriteFile(filepath.Join(bin, name), []byte("#!/bin/sh\n"+script+"\n"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	head := `printf '\211PNG\r\n\032\n'`
	for script, want := range map[string]string{
		head + `; printf %s "$*"`: "\x89PNG\r\n\x1a\n-selection clipboard -t image/png -o",
		"exit 1":                  "",
		"echo words":              "",
		head + "; exit 1":         "",
	} {
		does("xclip", script)
		if png, can := CopiedPicture(t.Context(), 100); string(png) != want || !can {
			t.Errorf("%s: got %q, %v", script, png, can)
		}
	}
	does("xclip", head+"; while :; do echo more; done")
	if png, can := CopiedPicture(t.Context(), 100); len(png) != 101 || !can {
		t.Errorf("of one without an end it read %d bytes", len(png))
	}
	t.Setenv("WAYLAND_DISPLAY", "wayland-0")
	does("wl-paste", head+`; printf %s "$*"`)
	if png, _ := CopiedPicture(t.Context(), 100); string(png) != "\x89PNG\r\n\x1a\n--no-newline --type image/png" {
		t.Errorf("got %q", png)
	}
}
