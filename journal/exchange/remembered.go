package exchange

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"

	"enactive/journal"
	"enactive/journal/table"
)

// A plan is remembered for files of one format whose columns have the same names in the same order.
// It is what a person said of such files, so it is used again; but what it answered about the order
// of dates, decimal marks and durations holds only where the new file leaves that open, and it is
// not used unasked if the file was found to be written in another way than the plan says, or if it
// gives all rows an area that is gone.

// Recall says which remembered plan a table is read by. The reader fills in the rest of it.
type Recall struct {
	// Name is that of the plan to use; if it is empty, the plan for the columns of the table is used
	// if there is one.
	Name string
	// Used is the plan that was used, also if the file was then rejected.
	Used *UsedPlan
	// Passed is the name of the plan for these columns that was not used, and Cause why.
	Passed string
	Cause  error
}

// UsedPlan is a remembered plan by which a file was read.
type UsedPlan struct {
	Name string
	// At is when it was used before.
	At time.Time
	// Unasked is true if the columns chose the plan.
	Unasked bool
	// Taken is what was taken from it, as flags of the command line.
	Taken []string
}

type recallKey struct{}

// WithRecall returns a context with which the readers of tables and of other journals read by a
// remembered plan; what the options say replaces parts of it. Without it they read by the options
// alone.
func WithRecall(ctx context.Context, r *Recall) context.Context {
	return context.WithValue(ctx, recallKey{}, r)
}

// RememberedPlan returns the plan for files of the format of that key with columns of these labels
// in this order, and its name. ok is false if there is none, or none that can be read.
func RememberedPlan(j *journal.Journal, format string, columns []string) (plan ImportPlan, name string, ok bool) {
	filed, ok := j.FilePlanOf(format, columnsHash(columns))
	if !ok {
		return ImportPlan{}, "", false
	}
	plan, err := ReadPlan(filed.Plan)
	return plan, filed.Name, err == nil
}

// columnsHash is a hash of the names of columns.
func columnsHash(columns []string) [32]byte {
	text, _ := json.Marshal(columns) // of texts, which cannot fail
	return sha256.Sum256(text)
}

// named completes a plan with the remembered one that ctx names.
func (o ImportPlan) named(ctx context.Context, j *journal.Journal) (ImportPlan, error) {
	r, _ := ctx.Value(recallKey{}).(*Recall)
	if r == nil || r.Name == "" {
		return o, nil
	}
	filed, ok := j.FilePlanNamed(r.Name)
	if !ok {
		return o, misused("there is no plan %q; %s", clip(r.Name), namesOfPlans(j))
	}
	plan, err := ReadPlan(filed.Plan)
	if err != nil {
		return o, err
	}
	r.Used = &UsedPlan{Name: filed.Name, At: filed.Used}
	return plan.recalled(o, r.Used), nil
}

func namesOfPlans(j *journal.Journal) string {
	const most = 10
	var names []string
	for i, p := range j.FilePlans() {
		if i == most {
			names = append(names, "…")
			break
		}
		names = append(names, clip(p.Name))
	}
	if names == nil {
		return "none is remembered yet"
	}
	return "the plans are " + strings.Join(names, ", ")
}

// byColumns completes a plan with the remembered one for these columns, if ctx asks for that. found
// is how the file was read, or nil if that is no part of a plan.
func (o ImportPlan) byColumns(ctx context.Context, j *journal.Journal, format string, columns []string, found *table.Found) (ImportPlan, error) {
	r, _ := ctx.Value(recallKey{}).(*Recall)
	if r == nil || r.Name != "" || columns == nil {
		return o, nil
	}
	filed, ok := j.FilePlanOf(format, columnsHash(columns))
	if !ok {
		return o, nil
	}
	plan, err := ReadPlan(filed.Plan)
	if err != nil {
		r.Passed, r.Cause = filed.Name, err
		return o, nil
	}
	if found != nil && !o.agrees(plan.Reading, found) {
		r.Passed = filed.Name
		return o, nil
	}
	used := &UsedPlan{Name: filed.Name, At: filed.Used, Unasked: true}
	plan = plan.recalled(o, used)
	if len(used.Taken) > 0 {
		r.Used = used
	}
	for _, s := range plan.Set {
		if _, there := j.AreaNamed(s.Value); s.To == areaColumn.Name && !there && !o.fills(s.To) {
			return o, misused("the plan %q gives all rows the area %q, which is not in the journal; choose one with --set \"area=NAME\"", clip(filed.Name), clip(s.Value))
		}
	}
	return plan, nil
}

// agrees reports whether a file was read as r says, or as o says in its place.
func (o *ImportPlan) agrees(r table.Options, found *table.Found) bool {
	return (r.Encoding == "" || o.Reading.Encoding != "" || r.Encoding == found.Encoding) &&
		(r.Separator == 0 || o.Reading.Separator != 0 || r.Separator == found.Separator) &&
		(r.Header == 0 || o.Reading.Header != 0 || r.Header == found.Header) &&
		(!r.NoHeader || found.Header == 0) &&
		(r.Sheet == "" || o.Reading.Sheet != "" || r.Sheet == found.Sheet)
}

// recalled returns p, a remembered plan, with what o says in its place. used lists what stays of p.
func (p ImportPlan) recalled(o ImportPlan, used *UsedPlan) ImportPlan {
	both := p.With(o)
	both.File = o.File
	both.fromMemory = fromMemory{
		dates:     o.Dates == table.OrderNone && p.Dates != table.OrderNone,
		decimal:   o.Decimal == table.NotationNone && p.Decimal != table.NotationNone,
		durations: o.Durations == table.DurationNone && p.Durations != table.DurationNone,
	}
	chosen, given := both.Chosen(), o.Chosen()
	for _, option := range planOptions() {
		for _, value := range chosen[option.Key] {
			if slices.Contains(given[option.Key], value) {
				continue
			}
			flag := "--" + option.Key
			if option.Placeholder != "" {
				flag += " " + quoteFlag(value)
			}
			used.Taken = append(used.Taken, flag)
		}
	}
	return both
}

// quoteFlag returns a value as it is typed.
func quoteFlag(value string) string {
	plain := func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("_-=:./,+%@", r)
	}
	if value != "" && !strings.ContainsFunc(value, func(r rune) bool { return !plain(r) }) {
		return value
	}
	return "'" + strings.ReplaceAll(value, "'", `'\''`) + "'"
}

// fromMemory marks the answers of a remembered plan, which hold only for what a column leaves open.
type fromMemory struct{ dates, decimal, durations bool }

// learnedPlan is how a file was read.
type learnedPlan struct {
	journal.FilePlan
	wanted bool
}

// learn keeps the plan by which a file was read, for Remember. What concerns one import only, bad
// rows, rows that come again and a row of sums, is no part of it.
func (i *Import) learn(format, name string, columns []string, plan ImportPlan) {
	plan.SkipBadRows, plan.Again, plan.Sums = false, AgainUpdate, SumsAsk
	if columns == nil || len(plan.Chosen()) == 0 {
		return
	}
	filed, err := plan.MarshalJSON()
	if err != nil || len(filed) > journal.MaxFilePlan {
		return
	}
	if again, err := ReadPlan(filed); err != nil || !sameChosen(again, plan) {
		return // such as a name with a quote that no flag can have
	}
	i.learned = &learnedPlan{FilePlan: journal.FilePlan{Name: name, Format: format, Columns: columnsHash(columns), Plan: filed}}
}

func sameChosen(a, b ImportPlan) bool {
	left, bad := a.MarshalJSON()
	right, worse := b.MarshalJSON()
	return bad == nil && worse == nil && string(left) == string(right)
}

// Remember makes Apply remember how the file was read, as part of its undo step, for files with the
// same columns; it replaces an earlier plan for them. Without a name, also if it is empty or NoPlan, it has
// that of the earlier plan, or else one made of the name of the file. Of a name, 60 characters are kept. It returns false if there is nothing to remember: for our own
// exports, for a file without names of columns, and if no option says how to read it.
func (i *Import) Remember(name string) bool {
	if i.learned == nil {
		return false
	}
	i.learned.wanted = true
	if name = tidyPlanName(name); name != "" {
		i.learned.Name, i.named = name, true
	}
	return true
}

// planFor is the plan for Apply to remember, or nil.
func (i *Import) planFor(j *journal.Journal) *journal.FilePlan {
	if i.learned == nil || !i.learned.wanted {
		return nil
	}
	p := i.learned.FilePlan
	if earlier, ok := j.FilePlanOf(p.Format, p.Columns); ok && !i.named {
		p.Name = earlier.Name
	}
	return &p
}

// noteRemembered sets Remembered, if the plan of an import is another one than before.
func (i *Import) noteRemembered(j *journal.Journal, plan *journal.FilePlan, before journal.FilePlan) {
	if plan == nil {
		return
	}
	after, ok := j.FilePlanOf(plan.Format, plan.Columns)
	if ok && (after.Name != before.Name || string(after.Plan) != string(before.Plan)) {
		i.Remembered = after.Name
	}
}

// planName is a name for a plan: that of a file without numbers, which are often dates.
func planName(file string) string {
	base := filepath.Base(strings.ReplaceAll(file, `\`, "/"))
	base = strings.TrimSuffix(base, ".age")
	base = strings.TrimSuffix(base, filepath.Ext(base))
	words := strings.FieldsFunc(base, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\'' && r != '’'
	})
	return cmp.Or(tidyPlanName(strings.Join(words, " ")), "Table")
}

// tidyPlanName returns a name as it is kept: one short line. It is empty for what cannot be a name.
func tidyPlanName(name string) string {
	const most = 60
	runes := []rune(strings.Join(strings.Fields(strings.ToValidUTF8(name, "")), " "))
	runes = slices.DeleteFunc(runes, func(r rune) bool { return !unicode.IsPrint(r) })
	name = strings.TrimSpace(string(runes[:min(most, len(runes))]))
	if strings.EqualFold(name, NoPlan) {
		return ""
	}
	return name
}

// NoPlan is what stands for no remembered plan on the command line; no plan is called so by itself.
const NoPlan = "none"
