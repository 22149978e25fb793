package main

import (
	"encoding/json"
	"fmt"
	"os"
	"time"
)

// fixBill gives a CycloneDX document the date of the build: its tool writes the time at which it runs.
func fixBill(from, to string, built time.Time) error {
	text, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	var document map[string]any
	if err := json.Unmarshal(text, &document); err != nil {
		return fmt.Errorf("%s: %w", from, err)
	}
	about, ok := document["metadata"].(map[string]any)
	if !ok {
		return fmt.Errorf("%s has no metadata", from)
	}
	about["timestamp"] = built.Format(time.RFC3339)
	text, err = json.MarshalIndent(document, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(to, append(text, '\n'), 0o644)
}
