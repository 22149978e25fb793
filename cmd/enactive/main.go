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
	"runtime"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"enactive/charts/report"
	"enactive/charts/typeface"
	"enactive/clock"
	"enactive/cmd/commandline"
	_ "enactive/cmd/enactive/inputmethod" // handles keys of input methods first
	_ "enactive/cmd/enactive/locale"      // must be initialised before the toolkit reads the language
	"enactive/desktop/notify"
	"enactive/desktop/usertimer"
	"enactive/journal"
	"enactive/journal/backup"
	"enactive/journal/datadir"
	"enactive/journal/exchange"
	"enactive/journal/vault"
	"enactive/lockdown"
	"enactive/plaincopy"
	"enactive/resources/icons"
	"enactive/resources/sample"
	"enactive/spelling"
	"enactive/ui"
	"enactive/ui/files"
	"enactive/ui/instance"
	"enactive/ui/portal"
	"enactive/ui/scheme"
)

// version is set in releases.
var version = "development"

// id is the program's name for the desktop and for its preferences.
const id = "app.enactive.Enactive"

func main() {
	if status, asked := vault.AsProbe(os.Args[1:]); asked {
		os.Exit(status)
	}
	if err := lockdown.Apply(lockdown.Options{AllowNetwork: slices.Contains(os.Args[1:], "--allow-tcp-display")}); err != nil {
		fmt.Fprintln(os.Stderr, "enactive:", err)
	}
	defer func() {
		if r := recover(); r != nil {
			// Print only the type: a value could contain text of an entry.
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
		fmt.Fprintln(stderr, "Usage: enactive [--sample] [--quick] [--remind WORDS] [--tour FOLDER [--brief | --handbook]] [FOLDER | FILE]\n\nOpens the journal in FOLDER, or your own; a FILE is imported into your own once it is open.\nWhere the journal is open in a window already, that window comes to the front.\nThe command line for scripts is enact.")
		flags.PrintDefaults()
	}
	showSample := flags.Bool("sample", false, "open the sample year instead of a journal of your own")
	quick := flags.Bool("quick", false, "write one entry down in a small window, and end; a locked journal takes it in later")
	tour := flags.String("tour", "", "walk through the sample year, write a picture of every page into this folder, and end")
	brief := flags.Bool("brief", false, "with --tour: write a dozen pictures in place of all")
	handbook := flags.Bool("handbook", false, "with --tour: write the pictures of the handbook in place of all")
	geometry := flags.String("geometry", "", "where the window is and how large, as in 1180x760+40+60, or maximised; without it as at the last end")
	remind := flags.String("remind", "", "show a notification of the desktop with these words, and end; no journal is opened")
	beginOn := flags.String("page", "", "the page to begin on, as in review; without it the last one")
	tcpDisplay := flags.Bool("allow-tcp-display", false, "leave the network open, for a screen that is reached over it, as with ssh -X")
	showVersion := flags.Bool("version", false, "tell the version and end")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	if *showVersion {
		fmt.Println("enactive", version)
		return 0
	}
	if *remind != "" {
		return showReminder(*remind, stderr)
	}
	if *tour != "" {
		way := (*ui.App).Tour
		switch {
		case *brief:
			way = (*ui.App).Walk
		case *handbook:
			way = (*ui.App).Handbook
		}
		return runTour(*tour, way, os.Stdout, stderr)
	}
	folder, file, err := readArgument(flags.Arg(0))
	if err != nil {
		fmt.Fprintln(stderr, "enactive:", err)
		return 1
	}
	alone := !*quick && !*showSample
	address, err := instance.Address(os.Getenv, os.TempDir(), folder)
	if err != nil {
		alone = false // a second start opens another window, which explains the problem
	}
	if alone && instance.Hand(address, instance.Request{File: file}) {
		fmt.Println("Enactive is already open with this journal; its window comes to the front.")
		return 0
	}
	a := app.NewWithID(id)
	denyNetwork()
	var u *ui.App
	o := options(folder, filepath.Join(filepath.Dir(folder), "sample"))
	o.Named = flags.Arg(0) != "" && file == "" || os.Getenv(datadir.Variable) != ""
	o.ReaderBus = os.Getenv("AT_SPI_BUS_ADDRESS")
	o.OnScreen = onScreen()
	o.Serve = serve(o.Journal)
	o.Restart = func(folder string) error {
		return lockdown.Restart(restartArguments(folder, nativeOf(u.Window()).whole(), u.Page(), *tcpDisplay)...)
	}
	o.Place = func() ui.Place {
		n := nativeOf(u.Window())
		return ui.Place{Geometry: n.geometry(), Maximised: n.maximised()}
	}
	o.Choose = func(ctx context.Context, over fyne.Window, title, from string, folder bool) (string, bool) {
		var parent string
		fyne.DoAndWait(func() { parent = nativeOf(over).handle() })
		return portal.Choose(ctx, portal.Request{Title: title, Folder: from, Directory: folder, Parent: parent})
	}
	o.PlainCopies = plaincopy.InMemory(os.Getenv)
	o.PlainCopies.Sweep(true)
	o.OpenFile = func(ctx context.Context, over fyne.Window, path string) error {
		var parent string
		fyne.DoAndWait(func() { parent = nativeOf(over).handle() })
		return openFile(ctx, path, parent)
	}
	o.Shown = func(w fyne.Window) {
		n := nativeOf(w)
		n.onInput(u.Touch, sideButtons(func() { u.Travel(w, true) }, func() { u.Travel(w, false) }))
		n.onResized(func() { repaint(w) })
	}
	u = ui.New(a, o)
	u.BeginOn(*beginOn)
	a.Lifecycle().SetOnStarted(func() {
		if *quick {
			u.TitleQuick()
		}
		shown := nativeOf(u.Window())
		shown.onResized(func() { repaint(u.Window()) })
		resize := func(width, height int) {
			scale := u.Window().Canvas().Scale()
			u.Window().Resize(fyne.NewSize(float32(width)/scale, float32(height)/scale))
		}
		switch last := u.LastPlace(); {
		case *geometry != "":
			shown.place(*geometry, resize)
		case !*quick:
			if shown.place(last.Geometry, resize); last.Maximised {
				shown.maximise()
			}
		}
		shown.onInput(u.Touch, sideButtons(u.Back, u.Forward))
	})
	u.Watch()
	if alone {
		// Without it a second start reports that the journal is in use.
		_ = instance.Listen(context.Background(), address, func(r instance.Request) { u.Raise(r.File) })
	}
	switch {
	case *showSample:
		u.Sample()
	case *quick:
		u.StartQuick(folder)
	default:
		u.Start(folder)
	}
	if file != "" {
		u.Import(file)
	}
	u.Window().ShowAndRun()
	return 0
}

// serve lets the commands of enact use the journal of a window.
func serve(o journal.Options) ui.Serve {
	now := o.Now
	if now == nil {
		now = clock.Now
	}
	return func(j *journal.Journal, lock func() error) (stop func(), err error) {
		ctx, end := context.WithCancel(context.Background())
		wait, err := commandline.Hold(ctx, commandline.Holding{
			Journal: j, Version: version, Now: now, Getenv: os.Getenv, Probe: o.Vault.Probe, Window: true,
			Release: func() error {
				if err := lock(); err != nil {
					return err
				}
				<-ctx.Done() // no command uses the journal any more, and it is closed next
				return nil
			},
		})
		if err != nil {
			end()
			return nil, err
		}
		return func() { end(); wait() }, nil
	}
}

// portalTime is how long the desktop may take to say that it cannot open a file; a person who chooses a
// program may take longer.
const portalTime = 5 * time.Second

// openFile has another program open a file: through the desktop, or else by its command.
func openFile(ctx context.Context, path, parent string) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("opening a plain copy: %w", err)
	}
	defer f.Close() // only handed over
	limited, end := context.WithTimeout(ctx, portalTime)
	defer end()
	if portal.Open(limited, f, parent) {
		return nil
	}
	return files.Open(ctx, path)
}

// showReminder shows a notification, as the timer of the system has it. It opens no window and no journal.
func showReminder(words string, stderr io.Writer) int {
	if err := notify.Show(context.Background(), notify.Note{Words: words}); err != nil {
		fmt.Fprintln(stderr, "enactive:", err)
		return 1
	}
	return 0
}

// remindCommand is what the timer of the system runs, before the words; nil if this program has no path.
func remindCommand() []string {
	self, err := os.Executable()
	if err != nil {
		return nil
	}
	return []string{self, "--remind"}
}

// readArgument returns the folder of the journal and the file to import that an argument names: a file
// is imported into the default journal, anything else is a folder.
func readArgument(argument string) (folder, file string, err error) {
	if info, err := os.Stat(argument); err == nil && !info.IsDir() {
		if file, err = filepath.Abs(argument); err != nil {
			return "", "", fmt.Errorf("finding %s: %w", argument, err)
		}
		argument = ""
	}
	if argument != "" {
		return argument, file, nil
	}
	folder, err = datadir.Default()
	return folder, file, err
}

// restartArguments returns the arguments with which the program restarts after a lock.
func restartArguments(folder, geometry, page string, tcpDisplay bool) []string {
	var words []string
	if geometry != "" {
		words = append(words, "--geometry="+geometry)
	}
	if page != "" {
		words = append(words, "--page="+page)
	}
	if tcpDisplay {
		words = append(words, "--allow-tcp-display")
	}
	return append(words, "--", folder)
}

func options(folder, sampleFolder string) ui.Options {
	home, _ := os.UserHomeDir() // without a home folder it has no settings
	return ui.Options{
		DesktopDark: scheme.Dark(os.Getenv, home),
		Folder:      folder, SampleFolder: sampleFolder, Icon: fyne.NewStaticResource("enactive.png", icons.App()), Fill: sample.Fill, Version: version,
		UserTimer: usertimer.System(os.Getenv), Remind: remindCommand(),
		Journal: journal.Options{
			Seen:            datadir.State(runtime.GOOS, os.Getenv),
			Vault:           vault.Options{Probe: vault.ProbeCommand()},
			BeforeMigration: func(ctx context.Context, j *journal.Journal) error { return backup.Before(ctx, j, backup.Migration) },
		},
		Dictionaries: spelling.Folders(os.Getenv),
		Formats:      exchange.Formats(report.Format(typeface.Installed())),
	}
}

// runTour walks through the sample year in a temporary journal, the way that is given.
func runTour(into string, way func(u *ui.App, into string, say func(line string)) error, stdout, stderr io.Writer) int {
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
			failed = way(u, into, func(line string) { fmt.Fprintln(stdout, line) })
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
