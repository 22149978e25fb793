package commandline

import (
	"time"

	"enactive/journal"
	"enactive/journal/backup"
	"enactive/journal/describe"
	"enactive/journal/vault"
)

// checkCmd reads and verifies the whole journal.
type checkCmd struct {
	JSON bool `name:"json" help:"Print a JSON object: what was read, and what was found."`
}

func (c *checkCmd) Help() string {
	return `Reads all of both copies of the journal, opens every entry and compares, and reads both copies of every photo and file. Problems that can be repaired are repaired on open and reported; a damaged copy of a photo or file is written anew here. The exit status is 5 if something is damaged or lost; "enact backup verify" reads the backups.`
}

// checkJSON is the report as JSON.
type checkJSON struct {
	Journal    string   `json:"journal"`
	Sound      bool     `json:"sound"`
	Entries    int      `json:"entries"`
	Bin        int      `json:"bin"`
	Areas      int      `json:"areas"`
	Store      uint64   `json:"records_in_store"`
	Log        uint64   `json:"records_in_log"`
	Headers    int      `json:"key_headers"`
	Files      uint64   `json:"files,omitempty"`
	Repaired   []string `json:"repaired,omitempty"`
	Faults     []string `json:"faults,omitempty"`
	Quarantine []string `json:"quarantine,omitempty"`
	Backups    int      `json:"backups"`
	// NewestBackup is when the newest backup was made, or absent.
	NewestBackup *time.Time `json:"newest_backup,omitempty"`
}

func (c *checkCmd) Run(s *session) error {
	return s.with(func(j *journal.Journal) error {
		stop := s.working()
		report, err := j.Check(s.ctx)
		stop()
		if err != nil {
			return err
		}
		repair := j.Repair()
		quarantine, err := j.Quarantined()
		if err != nil {
			return err
		}
		backups, err := backup.List(j.Folder())
		if err != nil {
			return err
		}
		bad := len(report.Faults) > 0 || repair.Lost
		r := checkJSON{
			Journal: j.Folder(), Sound: !bad, Entries: j.Count(journal.Query{}), Bin: j.Count(journal.Query{InBin: true}), Areas: len(j.Areas()),
			Store: report.Records, Log: report.Logged, Headers: report.Headers, Files: report.Files,
			Repaired: describe.Messages(repair.Notes), Faults: describe.Messages(report.Faults), Quarantine: quarantine, Backups: len(backups),
		}
		if len(backups) > 0 {
			newest := backups[0].Time.In(s.env.now().Location())
			r.NewestBackup = &newest
		}
		if c.JSON {
			err = s.printJSON(r)
		} else {
			c.print(s, r, backups)
		}
		if err == nil && bad {
			err = failed(vault.ErrDamaged, `the journal in %s is damaged; "enact backup list" lists its backups, and "enact restore FILE" restores one`, j.Folder())
		}
		return err
	})
}

func (c *checkCmd) print(s *session, r checkJSON, backups []backup.Backup) {
	s.printf("entries     %s, %d in the bin, %s\n", count(r.Entries, "entry", "entries"), r.Bin, count(r.Areas, "area", "areas"))
	s.printf("store       %s, each read and opened\n", count(int(r.Store), "record", "records"))
	s.printf("log         %s, each read and compared with the store\n", count(int(r.Log), "record", "records"))
	s.printf("key header  %d of 3 copies good\n", r.Headers)
	if r.Files > 0 {
		s.printf("files       %s, both copies of each read\n", count(int(r.Files), "photo or file", "photos and files"))
	}
	switch len(backups) {
	case 0:
		s.print("backups     none yet\n")
	default:
		s.printf("backups     %d, the newest of %s\n", len(backups), s.formatTime(backups[0].Time))
	}
	if n := len(r.Quarantine); n > 0 {
		s.printf("quarantine  %s set aside\n", count(n, "file", "files"))
	}
	for _, fault := range r.Faults {
		s.print(s.paint(red, "DAMAGED"), "     ", plain(fault), "\n")
	}
	switch {
	case !r.Sound && s.env.held != nil && s.env.held.window:
		s.print("The window has the journal open: lock it and open it again.\n")
	case !r.Sound && s.env.held != nil:
		s.print("The journal is unlocked for commands: \"enact lock\" closes it, and the next command opens it again.\n")
	case !r.Sound:
	case len(r.Repaired) > 0:
		s.print("What is in the journal is sound. What was found when it was opened stands above.\n")
	default:
		s.print(s.paint(green, "All is well."), "\n")
	}
}
