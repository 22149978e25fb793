package commandline

import (
	"bytes"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

func TestEveryCommandHasAManualPage(t *testing.T) {
	pages, err := ManualPages()
	if err != nil {
		t.Fatal(err)
	}
	want := 1
	eachCommand(model(t).Node, func(node *kong.Node) {
		if node.Hidden {
			return
		}
		want++
		name := pageName(node)
		page := string(pages[name+".1"])
		for _, part := range []string{"\n.SH NAME\n" + roff(name) + ` \- `, "\n.SH SYNOPSIS\n.B " + roff(commandPath(node, "")), "\n.SH SEE ALSO\n"} {
			if !strings.Contains(page, part) {
				t.Errorf("the page %s has no %q", name, part)
			}
		}
	})
	if len(pages) != want {
		t.Errorf("there are %d pages for %d commands", len(pages), want)
	}
	for name, page := range pages {
		for _, m := range regexp.MustCompile(`\\fB([a-z\\-]+)\\fR\(1\)`).FindAllSubmatch(page, -1) {
			if other := strings.ReplaceAll(string(m[1]), `\`, ""); pages[other+".1"] == nil {
				t.Errorf("%s sends its reader to %s(1), which is not there", name, other)
			}
		}
	}
	whole, err := os.ReadFile(manualFile)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(pages["enact.1"], whole) {
		t.Errorf("the page enact.1 of packages is not %s", manualFile)
	}
}

func TestTheSummaryOfAPage(t *testing.T) {
	for help, want := range map[string]string{
		"Add an area.": "add an area", "Print it. More.": "print it", "PDF to read.": "PDF to read", "A list": "a list", "": "",
	} {
		if got := summary(help); got != want {
			t.Errorf("%q becomes %q, want %q", help, got, want)
		}
	}
}
