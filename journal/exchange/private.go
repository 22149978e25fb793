package exchange

import (
	"context"
	"io"

	"enactive/journal"
	"enactive/journal/wording"
)

// PrivateOption is the option that all exports have: to write the private entries too.
const PrivateOption = string(journal.Private)

// leavingPrivateOut makes a format's exports leave out the private entries, unless they are asked for.
func leavingPrivateOut(f Format) Format {
	if f.Export == nil {
		return f
	}
	inner := *f.Export
	x := inner
	x.Options = append([]Option{{Key: PrivateOption, Name: wording.Text("private-entries-too"),
		Help: "Write the entries that are marked private too, which are left out otherwise."}}, inner.Options...)
	x.Write = func(ctx context.Context, w io.Writer, j *journal.Journal, r Request) error {
		return inner.Write(ctx, w, j, r.leavingPrivateOut())
	}
	if inner.WriteFolder != nil {
		x.WriteFolder = func(ctx context.Context, put func(name string, content []byte) error, j *journal.Journal, r Request) error {
			return inner.WriteFolder(ctx, put, j, r.leavingPrivateOut())
		}
	}
	f.Export = &x
	return f
}

func (r Request) leavingPrivateOut() Request {
	r.Query = Handed(r.Query, r.Chosen)
	return r
}

// Handed returns what an export with these options writes of the entries that q selects.
func Handed(q journal.Query, o Chosen) journal.Query {
	q.WithoutPrivate = !o.Has(PrivateOption)
	return q
}
