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
