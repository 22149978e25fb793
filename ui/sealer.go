package ui

import (
	"context"
	"time"

	"enactive/journal"
)

// sealer is a journal that keeps drafts.
type sealer interface {
	SaveDraft(ctx context.Context, key string, doc []byte) error
	Draft(key string) (text []byte, at time.Time, ok bool)
	DropDraft(ctx context.Context, key string) error
}

func saveDraft(ctx context.Context, j *journal.Journal, key string, doc []byte) error {
	if s, ok := any(j).(sealer); ok {
		return s.SaveDraft(ctx, key, doc)
	}
	return nil
}

func readDraft(j *journal.Journal, key string) []byte {
	if s, ok := any(j).(sealer); ok {
		if text, _, ok := s.Draft(key); ok {
			return text
		}
	}
	return nil
}

func dropDraft(ctx context.Context, j *journal.Journal, key string) error {
	if s, ok := any(j).(sealer); ok {
		return s.DropDraft(ctx, key)
	}
	return nil
}
