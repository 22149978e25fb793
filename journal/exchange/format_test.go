package exchange_test

import (
	"strings"
	"testing"

	"enactive/journal/exchange"
)

func TestEveryFormatIsComplete(t *testing.T) {
	keys := map[string]bool{}
	for _, f := range exchange.Formats() {
		if f.Key == "" || keys[f.Key] || !strings.HasPrefix(f.Extension, ".") || f.Name == "" || f.Holds == "" || f.Export == nil && f.Import == nil {
			t.Errorf("the format %+v is incomplete", f)
		}
		keys[f.Key] = true
	}
}

func TestImportFormatFollowsTheExtension(t *testing.T) {
	onlyWritten := exchange.Format{Key: "w", Extension: ".w", Export: &exchange.Exporter{}}
	for file, want := range map[string]string{"a.csv": "csv", "a.JSON": "json", "a.txt": "csv", "json": "csv", "a.w": "csv", "dir.json/a": "csv"} {
		if got := exchange.ImportFormat(exchange.Formats(onlyWritten), file).Key; got != want {
			t.Errorf("%s is read as %q, want %q", file, got, want)
		}
	}
}

func TestFormatsReturnsACopy(t *testing.T) {
	exchange.Formats()[0].Key = "changed"
	exchange.Formats()[0].Import.Options[0].Key = "changed"
	if f := exchange.Formats()[0]; f.Key != "csv" || f.Import.Options[0].Key != "map" {
		t.Errorf("the first format is %q with %q", f.Key, f.Import.Options[0].Key)
	}
}
