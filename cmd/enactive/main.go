// Command enactive is the window: a private, offline journal of what you tried and what
// that shows.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"enactive/charts/report"
	_ "enactive/cmd/enactive/inputmethod" // so that it gets its keys
	_ "enactive/cmd/enactive/locale"      // before the toolkit asks for the language
	"enactive/journal"
	"enactive/journal/backup"
	"enactive/journal/place"
	"enactive/journal/vault"
	"enactive/lockdown"
	"enactive/resources/icons"
	"enactive/resources/sample"
	"enactive/ui"
)

// version is set when the program is built for others.
var version = "development"

// id names the program to the desktop, and its folder of preferences.
const id = "app.enactive.Enactive"

func main() {
	if status, asked := vault.AsProbe(os.Args[1:]); asked {
		os.Exit(status)
	}
	if err := lockdown.Begin(lockdown.Options{AllowNetwork: slices.Contains(os.Args[1:], "--allow-tcp-display")}); err != nil {
		fmt.Fprintln(os.Stderr, "enactive:", err)
	}
	defer func() {
		if r := recover(); r != nil {
			// The kind of the failure only: a value could hold words of an entry.
			fmt.Fprintf(os.Stderr, "enactive: something went wrong inside the program (%T). What was saved is safe; please start it again.\n", r)
			os.Exit(1)
		}
	}()
	os.Exit(run(os.Args[1:], os.Stderr))
}

func run(args []string, stderr io.Writer) int {
	flags := flag.NewFlagSet("enactive", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprintln(stderr, "Usage: enactive [--sample] [--quick] [--tour FOLDER] [FOLDER]\n\nOpens the journal in FOLDER, or your own. The command line for scripts is enact.")
		flags.PrintDefaults()
	}
	showSample := flags.Bool("sample", false, "open the sample year instead of a journal of your own")
	quick := flags.Bool("quick", false, "write one entry down in a small window, and end; a locked journal takes it in later")
	tour := flags.String("tour", "", "walk through the sample year, write a picture of every page into this folder, and end")
	geometry := flags.String("geometry", "", "where the window is and how large, as in 1180x760+40+60")
	tcpDisplay := flags.Bool("allow-tcp-display", false, "leave the network open, for a screen that is reached over it, as with ssh -X")
	showVersion := flags.Bool("version", false, "tell the version and end")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	if *showVersion {
		fmt.Println("enactive", version)
		return 0
	}
	folder := flags.Arg(0)
	if folder == "" {
		var err error
		if folder, err = place.Default(); err != nil {
			fmt.Fprintln(stderr, "enactive:", err)
			return 1
		}
	}
	if *tour != "" {
		return runTour(*tour, stderr)
	}
	a := app.NewWithID(id)
	denyNetwork()
	var shown native
	o := options(folder, filepath.Join(filepath.Dir(folder), "sample"))
	o.Again = func(folder string) error { return lockdown.Again(again(folder, shown.geometry(), *tcpDisplay)...) }
	u := ui.New(a, o)
	a.Lifecycle().SetOnStarted(func() {
		shown = nativeOf(u.Window())
		shown.place(*geometry)
		shown.onInput(u.Touch)
	})
	u.Watch()
	switch {
	case *showSample:
		u.Sample()
	case *quick:
		u.StartQuick(folder)
	default:
		u.Start(folder)
	}
	u.Window().ShowAndRun()
	return 0
}

// again are the words with which the program begins anew after a lock.
func again(folder, geometry string, tcpDisplay bool) []string {
	var words []string
	if geometry != "" {
		words = append(words, "--geometry="+geometry)
	}
	if tcpDisplay {
		words = append(words, "--allow-tcp-display")
	}
	return append(words, "--", folder)
}

func options(folder, sampleFolder string) ui.Options {
	return ui.Options{
		Folder: folder, SampleFolder: sampleFolder, Icon: fyne.NewStaticResource("enactive.png", icons.App()), Fill: sample.Fill, Version: version,
		Journal: journal.Options{
			Vault:           vault.Options{Probe: vault.ProbeCommand()},
			BeforeMigration: func(ctx context.Context, j *journal.Journal) error { return backup.Before(ctx, j, backup.Migration) },
		},
		PDF: func(ctx context.Context, w io.Writer, j *journal.Journal, q journal.Query) error {
			return report.Journal(ctx, w, j, report.Options{Query: q})
		},
	}
}

// runTour walks through the sample year in a journal of its own, which ends with it.
func runTour(into string, stderr io.Writer) int {
	dir, err := os.MkdirTemp("", "enactive-tour-*")
	if err != nil {
		fmt.Fprintln(stderr, "enactive:", err)
		return 1
	}
	defer os.RemoveAll(dir)
	a := app.NewWithID(id + ".Tour")
	denyNetwork()
	u := ui.New(a, options(filepath.Join(dir, "journal"), filepath.Join(dir, "sample")))
	var failed error
	a.Lifecycle().SetOnStarted(func() {
		go func() {
			failed = u.Tour(into)
			fyne.Do(a.Quit)
		}()
	})
	u.Start(filepath.Join(dir, "journal"))
	u.Window().ShowAndRun()
	if failed != nil {
		fmt.Fprintln(stderr, "enactive:", failed)
		return 1
	}
	return 0
}
