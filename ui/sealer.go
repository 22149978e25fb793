package ui

import (
	"context"

	"enactive/journal"
)

// sealer is a journal that keeps drafts.
type sealer interface {
	SaveDraft(ctx context.Context, key string, doc []byte) error
	Draft(key string) ([]byte, error)
	DropDraft(ctx context.Context, key string) error
}

func saveDraft(ctx context.Context, j *journal.Journal, key string, doc []byte) error {
	if s, ok := any(j).(sealer); ok {
		return s.SaveDraft(ctx, key, doc)
	}
	return nil
}

func readDraft(j *journal.Journal, key string) ([]byte, error) {
	if s, ok := any(j).(sealer); ok {
		return s.Draft(key)
	}
	return nil, nil
}

func dropDraft(ctx context.Context, j *journal.Journal, key string) error {
	if s, ok := any(j).(sealer); ok {
		return s.DropDraft(ctx, key)
	}
	return nil
}
