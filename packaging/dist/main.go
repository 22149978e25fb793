// Command dist makes the parts of packages that a shell makes badly: icons, manual pages, what is told of the
// program to software centres, manifests, and zip files that are the same to the byte. The scripts beside it
// call it from the root of the project; docs/packages.md shows the whole.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"time"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "dist:", err)
		os.Exit(1)
	}
}

// release is what all parts tell of the build.
type release struct {
	version string
	built   time.Time // the date that everything in the packages has
	site    string    // where pictures and archives are put for all, without a final slash; may be empty
	author  string    // name and address of whoever makes the packages
}

func run(args []string, out io.Writer) error {
	var r release
	var epoch int64
	flags := flag.NewFlagSet("dist", flag.ContinueOnError)
	flags.StringVar(&r.version, "version", "", "the version")
	flags.StringVar(&r.site, "site", "", "the address below which pictures/ and the archives are put")
	flags.StringVar(&r.author, "author", "", "name and address, as in Jo Doe <jo@example.org>")
	flags.Int64Var(&epoch, "epoch", 0, "the date of everything, in seconds since 1970")
	if err := flags.Parse(args); err != nil {
		return err
	}
	r.built = time.Unix(epoch, 0).UTC()
	switch words := flags.Args(); {
	case len(words) == 1 && words[0] == "version":
		return printVersion(out, r.built)
	case len(words) == 1 && words[0] == "lastday":
		return printLastDay(out)
	case len(words) == 2 && words[0] == "share":
		return share(words[1], r)
	case len(words) == 2 && words[0] == "changelog":
		return writeDebianChangelog(words[1], r)
	case len(words) == 3 && words[0] == "bill":
		return fixBill(words[1], words[2], r.built)
	case len(words) == 3 && words[0] == "zip":
		return zipFolder(words[1], words[2], r.built)
	case len(words) == 3 && words[0] == "manifests":
		return manifests(words[1], words[2], r)
	}
	return errors.New("usage: dist [-version V] [-epoch SECONDS] [-site URL] [-author WHO] version | lastday | share FOLDER | changelog FILE | bill FROM TO | zip FILE FOLDER | manifests FROM INTO")
}
