package commandline

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"

	"enactive/charts"
	"enactive/journal/insight"
)

// addFigure adds the result of a figure with its sentence, and with how much that claims.
func (o *orderedObject) addFigure(key string, f charts.Figure) {
	object, err := withText(f)
	if err != nil {
		o.err = cmp.Or(o.err, fmt.Errorf("writing %s: %w", key, err))
		return
	}
	if f.Finding != "" {
		object.add("finding", f.Finding)
	}
	if p := f.Progress(); f.Finding != "" && p.Of != "" && p.Short() {
		object.add("have", p.Have)
		object.add("need", p.Need)
		object.add("counted", p.Of)
	}
	o.add(key, object)
}

// withText is the JSON of a result with its sentence under "text", in the place at which scripts
// have always found it: before the keys of afterText, or else at the end.
func withText(f charts.Figure) (*orderedObject, error) {
	data, err := json.Marshal(f.Result)
	if err != nil {
		return nil, err
	}
	later, placed := afterText(f.Result), false
	var object orderedObject
	err = eachKey(data, func(key string, value json.RawMessage) {
		if !placed && slices.Contains(later, key) {
			object.add("text", f.Text)
			placed = true
		}
		object.add(key, value)
	})
	if !placed {
		object.add("text", f.Text)
	}
	return &object, err
}

// afterText lists the keys of a result that come after its sentence.
func afterText(result any) []string {
	switch result.(type) {
	case insight.TrendResult:
		return []string{"change", "next_low", "next_high", "means", "logging", "left_out", "ended", "from_after", "retrospective"}
	case insight.StressResult:
		return []string{"retrospective", "may_be_practice", "p10", "p90"}
	case insight.NextStepResult:
		return []string{"rungs"}
	case insight.RecoveryResult:
		return []string{"left_out"}
	case insight.MasteryResult: // whose keys are in the order of the alphabet
		return []string{string(insight.UsefulSetback)}
	}
	return nil
}

// eachKey walks the keys of a JSON object in their order.
func eachKey(object []byte, do func(key string, value json.RawMessage)) error {
	d := json.NewDecoder(bytes.NewReader(object))
	if _, err := d.Token(); err != nil {
		return err
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return err
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return err
		}
		do(fmt.Sprint(key), value)
	}
	return nil
}
