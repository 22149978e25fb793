package page

import (
	"context"
	"encoding/json"
	"time"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/problem"
)

// saveWordsAfter is how long after the last key a person's own words are saved.
const saveWordsAfter = 2 * time.Second

// saveSoon has the words saved soon.
func (p *Review) saveSoon() {
	if p.words.Text() == p.savedText {
		return
	}
	p.status.SetText(wording.Say("not-saved-yet"))
	p.turn++
	turn := p.turn
	p.host.After(saveWordsAfter, func() {
		if turn == p.turn {
			p.saveWords()
		}
	})
}

// saveTypedWords saves the input before the content of the field is replaced.
func (p *Review) saveTypedWords() {
	if p.words.Text() != p.savedText {
		p.turn++
		p.saveWords()
	}
}

// Draft returns the unsaved input; nil if there is none.
func (p *Review) Draft() []byte {
	if p.words.Text() == p.savedText {
		return nil
	}
	r := reviewDraft{p.of, &p.savedText}
	r.Text = p.words.Text()
	doc, err := json.Marshal(r)
	if err != nil { // of days and texts
		return nil
	}
	return doc
}

// reviewDraft is what was typed, and what it was typed over; nil in drafts of earlier releases.
type reviewDraft struct {
	journal.Review
	Base *string
}

// Restore saves a draft in the review that it belongs to.
func (p *Review) Restore(doc []byte) {
	var r reviewDraft
	if json.Unmarshal(doc, &r) != nil {
		return
	}
	var meanwhile journal.Meanwhile
	p.host.Work(func(ctx context.Context) (err error) {
		if r.Base == nil {
			_, err = p.host.Journal().SaveReview(ctx, r.Review)
			return err
		}
		_, meanwhile, err = p.host.Journal().SaveReviewFrom(ctx, *r.Base, r.Review)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			p.host.Fail(err)
		case meanwhile.Twice > 0:
			p.host.Toast(savedWords(meanwhile), true)
		}
	})
}

// Leave saves the input before the page is hidden.
func (p *Review) Leave() { p.saveTypedWords() }

func (p *Review) saveWords() {
	host, review := p.host, p.of
	review.Text = p.words.Text()
	before := p.savedText
	p.savedText = review.Text
	var meanwhile journal.Meanwhile
	host.Work(func(ctx context.Context) (err error) {
		_, meanwhile, err = host.Journal().SaveReviewFrom(ctx, before, review)
		return err
	}, func(err error) {
		if err != nil {
			if p.savedText == review.Text {
				p.savedText = before
			}
			p.status.SetText(problem.Unsaved(err))
			host.SaveFailed(err, p.saveTypedWords)
			return
		}
		host.Saved()
		p.status.SetText(savedWords(meanwhile))
	})
}
