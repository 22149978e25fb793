package commandline

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/exchange"
	"enactive/journal/vault"
)

// maxObject is the most bytes of one JSON object on standard input.
const maxObject = 8 << 20

// addCmd adds an experience.
type addCmd struct {
	Text  []string `arg:"" optional:"" name:"text" placeholder:"TEXT" help:"What you did: the first sentence is the title, the rest the note, and words like @river or #river are tags. A date may stand in front: \"yesterday 21:00: ...\". - alone reads one JSON object from standard input, with the field names of \"enact export json\"; flags fill in what it leaves out."`
	Lines bool     `help:"Read a JSON object a line from standard input and print \"saved ID\" for each once it is safe on the disk. A line that cannot be saved ends the command; the lines before it are saved."`
	Edit  bool     `help:"Fill the entry in with your $EDITOR: a form with a line for each field."`
	JSON  bool     `name:"json" help:"With --edit: JSON instead of the form."`
	inboxFlag
	entryFlags
	Experiment string `placeholder:"NAME" help:"Write down the try of this experiment that was asked for last."`
	doneFlag
	ownFlags
}

func (c *addCmd) Help() string {
	return `Everything but the area may be left out, and filled in later with "enact edit".

  enact add "Ran 8 km along the river. Felt strong from the start. @river"
  enact add "last monday 18:00: Pitch to the board. Two hard questions." -p 60 -r partial
  enact add --area "Half marathon" --title "8 km along the river" --outcome success \
    --performance 70 --stress 40 --efficacy-after 65
  enact add --time "yesterday 18:30" --title "Pitch to the board" --kind event --outcome partial
  echo '{"title":"Scales, an hour","performance":60}' | enact add --area Piano -

A sentence ends with . ? or ! before a blank, or with its line; no character of the text is lost, and tags stay in it. The date in front is a day as --time reads it: a day of the week is the last one before today, a day alone is its noon. A colon that does not follow a date is text, as in "Note: ...". A time alone, a day in short (Sat) and 7/10 are text too. Text and flags go together, but what the text says, no flag may say again.

While the journal is open in the window, or locked with no one there to type the passphrase, the entry goes into the inbox: sealed, so that nobody can read it, and imported the next time the journal is opened, with the tag "inbox". Values of measures and tries of experiments need the journal open.`
}

func (c *addCmd) Run(s *session) error {
	ways := 0
	for _, way := range []bool{c.object(), c.Lines, c.Edit} {
		if way {
			ways++
		}
	}
	text := c.joinedText()
	switch {
	case ways > 1:
		return misuse("-, --lines and --edit exclude one another; choose one")
	case c.JSON && !c.Edit:
		return misuse("--json is for --edit; - reads a JSON object from standard input, and --lines several")
	case c.Lines && text != "":
		return misuse("--lines reads standard input, and the text %q has no place there; leave one out", text)
	case c.Experiment != "" && (ways > 0 || c.Inbox):
		return misuse("--experiment is for one entry at a time, and needs the journal; leave out -, --lines, --edit and --inbox")
	case c.Experiment == "" && c.Done != "":
		return misuse("--done is for the try of an experiment; give --experiment NAME as well")
	case ways == 0 && text == "" && !c.any() && !c.isGiven():
		return misuse(`nothing is said about the experience; say what you did, as in enact add "Ran 8 km", or give at least --title TEXT ("enact help add" lists what can be said)`)
	}
	base := journal.Entry{Type: journal.Experience, Time: s.env.now()}
	if err := firstError(c.doneFlag.check(), c.entryFlags.fill(s, &base), c.fillText(s, &base, text)); err != nil {
		return err
	}
	if ways == 0 {
		if _, err := journal.Check(base, s.env.now()); err != nil {
			return flagError(err)
		}
	}
	if c.Experiment != "" {
		return s.with(func(j *journal.Journal) error {
			x, err := s.ofExperiment(j, &base, c.text("area"), c.Experiment, false, c.fillOwn)
			if err := firstError(err, c.doneFlag.fill(&base)); err != nil {
				return err
			}
			if err := s.save(j, base); err != nil {
				return err
			}
			s.printTry(x, &base)
			return nil
		})
	}
	inbox, err := c.usesInbox(s)
	if err != nil {
		return err
	}
	if inbox {
		return c.toInbox(s, base)
	}
	if ways == 0 {
		err := s.saveOne(func(j *journal.Journal) (journal.Entry, error) {
			e := base.Clone()
			return e, firstError(c.findArea(s, j, &e), c.fillOwn(s, j, &e))
		})
		return c.orInbox(s, base, err)
	}
	err = s.with(func(j *journal.Journal) error {
		if err := firstError(c.findArea(s, j, &base), c.fillOwn(s, j, &base)); err != nil {
			return err
		}
		switch {
		case c.Lines:
			return s.addLines(j, base, c.text("time") == nil)
		case c.object():
			return s.addObject(j, base)
		}
		return s.edit(j, base, c.JSON)
	})
	return c.orInbox(s, base, err)
}

// object reports whether a JSON object is read from standard input.
func (c *addCmd) object() bool { return len(c.Text) == 1 && c.Text[0] == "-" }

// joinedText returns the text of the arguments.
func (c *addCmd) joinedText() string {
	if c.object() {
		return ""
	}
	return strings.TrimSpace(strings.Join(c.Text, " "))
}

// findArea finds the area of the flags. JSON may name one itself.
func (c *addCmd) findArea(s *session, j *journal.Journal, e *journal.Entry) error {
	name := ""
	if area := c.text("area"); area != nil {
		name = *area
	}
	a, err := s.area(j, name)
	if errors.Is(err, errUsage) && (c.Lines || c.Edit || c.object()) {
		return nil
	}
	e.Area = a.ID
	return err
}

// save saves one entry whose values came from flags.
func (s *session) save(j *journal.Journal, e journal.Entry) error {
	saved, err := j.Save(s.ctx, e)
	if err != nil {
		return flagError(err)
	}
	return s.printSaved(saved)
}

// saveFrom saves a change of an entry that was base when the command began; other commands and the window may have changed
// it since.
func (s *session) saveFrom(j *journal.Journal, base *journal.Entry, e journal.Entry) error {
	saved, err := s.storeFrom(j, base, e)
	if err != nil {
		return flagError(err)
	}
	return s.printSaved(saved)
}

// storeFrom saves an entry, and notes what had become of it since it was base.
func (s *session) storeFrom(j *journal.Journal, base *journal.Entry, e journal.Entry) (*journal.Entry, error) {
	saved, meanwhile, err := j.SaveFrom(s.ctx, *base, e)
	if err == nil {
		s.noteMeanwhile(meanwhile)
	}
	return saved, err
}

func (s *session) noteMeanwhile(m journal.Meanwhile) {
	if m.Back {
		s.note("It had been deleted meanwhile; now it is back, with what you wrote.")
	}
	if m.Twice > 0 {
		s.note(`%s also changed elsewhere meanwhile, and both versions are kept; "enact versions" shows them.`, count(m.Twice, "text was", "texts were"))
	}
}

// printSaved prints and flushes the id of a saved entry; a reader may rely on it.
func (s *session) printSaved(e *journal.Entry) error {
	s.print("saved ", string(e.ID), "\n")
	if err := s.out.Flush(); err != nil {
		return fmt.Errorf("the entry %s is saved, but saying so failed: %w", e.ID, err)
	}
	return nil
}

const standardInput = "standard input"

// inputError adds to err that reading standard input failed, unless err explains itself.
func inputError(err error) error {
	if errors.Is(err, exchange.ErrRejected) {
		return err
	}
	return fmt.Errorf("reading standard input: %w", err)
}

func (s *session) addObject(j *journal.Journal, base journal.Entry) error {
	data, err := io.ReadAll(io.LimitReader(readText(s.in, standardInput), maxObject+1))
	if err != nil {
		return inputError(err)
	}
	if len(data) > maxObject {
		return rejected("standard input holds more than %d MiB, which no entry does", maxObject>>20)
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return rejected(`standard input is empty; it must hold a JSON object like {"title":"5 km","performance":70}`)
	}
	saved, err := s.saveObject(j, data, base)
	if err != nil {
		return objectError("", err)
	}
	return s.printSaved(saved)
}

func (s *session) saveObject(j *journal.Journal, data []byte, base journal.Entry) (*journal.Entry, error) {
	e, err := exchange.ParseEntryJSON(data, j, base)
	if err != nil {
		return nil, &badObject{err: err}
	}
	saved, err := s.storeFrom(j, &base, e)
	if _, wrong := journal.IsFieldError(err); wrong {
		return nil, &badObject{err: err}
	}
	return saved, err
}

// badObject marks an error in the object itself, as opposed to one in saving it.
type badObject struct {
	err  error
	line int // of the form in the editor, if it has one
}

func (o *badObject) Error() string { return o.err.Error() }
func (o *badObject) Unwrap() error { return o.err }

// objectError rejects a bad object; where locates it in the input.
func objectError(where string, err error) error {
	if o, ok := errors.AsType[*badObject](err); ok {
		if o.line > 0 {
			where = fmt.Sprintf("%sline %d: ", where, o.line)
		}
		return rejected("%s%s", where, describe.Error(o.err))
	}
	return err
}

func rejected(format string, args ...any) error {
	return failed(exchange.ErrRejected, format, args...)
}

// addLines saves one object after the other, and stops at the first that cannot be saved. If now
// is set, an object without a time gets the time at which its line arrived.
func (s *session) addLines(j *journal.Journal, base journal.Entry, now bool) error {
	in := bufio.NewScanner(readText(s.in, standardInput))
	in.Buffer(make([]byte, 64<<10), maxObject)
	n, done := 0, 0
	stopped := func() string {
		return "; it and what follows were not saved" + savedBefore(done)
	}
	for in.Scan() {
		n++
		if err := s.ctx.Err(); err != nil {
			return err
		}
		text := bytes.TrimSpace(in.Bytes())
		if len(text) == 0 {
			continue
		}
		if now {
			base.Time = s.env.now()
		}
		saved, err := s.saveObject(j, text, base)
		if err != nil {
			err = objectError("", err)
			return failed(err, "standard input, line %d: %s%s", n, sentence(err), stopped())
		}
		if err := s.printSaved(saved); err != nil {
			return err
		}
		done++
	}
	switch err := in.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		return rejected("standard input, line %d: it is longer than %d MiB, which no entry is%s", n+1, maxObject>>20, stopped())
	case err != nil:
		return inputError(err)
	}
	return nil
}

func savedBefore(saved int) string {
	switch saved {
	case 0:
		return ""
	case 1:
		return ", the entry before it is safe"
	}
	return fmt.Sprintf(", the %d entries before it are safe", saved)
}

// checkinCmd notes a belief on its own.
type checkinCmd struct {
	Area   string  `arg:"" help:"The area's name."`
	Rating string  `arg:"" placeholder:"0-100" help:"How sure you are that you can do this: 0 cannot, 50 moderately sure, 100 certain."`
	Time   *string `short:"w" placeholder:"WHEN" help:"When it was; without it: now."`
	Note   *string `placeholder:"TEXT" help:"Anything else."`
	setFlag
	inboxFlag
}

func (c *checkinCmd) Run(s *session) error {
	e := journal.Entry{Type: journal.CheckIn, Time: s.env.now()}
	if err := fillFields(s, &e, []fieldFlag{flagFor("time", &c.Time, nil), flagFor("note", &c.Note, nil)}); err != nil {
		return err
	}
	wrong := misuse("the rating is %q; it must be a number from 0 to 100", c.Rating)
	if setNumber("the rating", &e.EfficacyBefore, &c.Rating, "0 to 100") != nil {
		return wrong
	}
	if _, err := journal.Check(e, s.env.now()); err != nil {
		if f, ok := journal.IsFieldError(err); ok && f.Field == "efficacy_before" {
			return wrong
		}
		return flagError(err)
	}
	inbox, err := c.usesInbox(s)
	switch {
	case err != nil:
		return err
	case inbox && len(c.Set) > 0:
		return misuse("--set needs the journal open, and the inbox is for one that is locked or in use; leave it out and add the value later with \"enact edit\"")
	case inbox:
		_, err = s.intoInbox(c.Area, e)
		return err
	}
	err = s.saveOne(func(j *journal.Journal) (journal.Entry, error) {
		e := e
		a, err := s.area(j, c.Area)
		if err == nil {
			e.Area = a.ID
			err = c.fillValues(s, j, &e)
		}
		return e, err
	})
	if errors.Is(err, vault.ErrInUse) && len(c.Set) == 0 {
		_, err = s.intoInbox(c.Area, e)
	}
	return err
}
