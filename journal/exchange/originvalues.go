package exchange

import (
	"crypto/sha256"
	"slices"

	"enactive/journal"
	"enactive/journal/optional"
)

// An origin remembers the values of measures that its row had, each by a hash of the id of its measure. They
// do not say which table a row is of: a table may get and lose columns of measures.

// measureKey marks such a value in an origin. No field has it.
const measureKey = maxFields

// valueSums are hashes of values by those of the ids of their measures.
type valueSums map[[2]byte][4]byte

func sumOfMeasure(id journal.MeasureID) [2]byte {
	sum := sha256.Sum256([]byte(id))
	return [2]byte(sum[:])
}

func sumOfValue(v float64) [4]byte {
	sum := sha256.Sum256([]byte(journal.FormatNumber(v)))
	return [4]byte(sum[:])
}

// valuesIn returns the values that an origin remembers.
func valuesIn(o journal.Origin) valueSums {
	sums := valueSums{}
	for in := range o.Fields() {
		if in.Key == measureKey {
			sums[in.Column] = in.Value
		}
	}
	return sums
}

// withValues returns an origin that remembers values.
func withValues(o journal.Origin, values []journal.MeasureValue) journal.Origin {
	row, ok := o.Row()
	if !ok || len(values) == 0 {
		return o
	}
	sums := valueSums{}
	for _, v := range values {
		sums[sumOfMeasure(v.Measure)] = sumOfValue(v.Value)
	}
	return journal.NewOrigin(row, append(slices.Collect(fieldsIn(o)), sums.fields()...))
}

// fields are the sums as an origin has them, in an order of their own.
func (s valueSums) fields() []journal.ImportedField {
	fields := make([]journal.ImportedField, 0, len(s))
	for measure, value := range s {
		fields = append(fields, journal.ImportedField{Key: measureKey, Column: measure, Value: value, Stored: value})
	}
	slices.SortFunc(fields, func(a, b journal.ImportedField) int { return slices.Compare(a.Column[:], b.Column[:]) })
	return fields
}

// valueChange is a value that a row has now; none if its cell was emptied.
type valueChange struct {
	measure journal.MeasureID
	value   optional.Value[float64]
}

// changedValues returns the values of a row that have changed since it came in and were not edited here,
// and what the entry remembers of its row then.
func (i *Import) changedValues(in *incoming) (changes []valueChange, remembered valueSums) {
	remembered = valuesIn(in.old.Origin)
	if i.measures == nil {
		return nil, remembered
	}
	comes := valuesIn(in.entry.Origin)
	for _, m := range i.measures.all {
		key := sumOfMeasure(m.id())
		came, had := remembered[key]
		now, has := comes[key]
		if had == has && came == now {
			continue
		}
		here, there := journal.ValueOf(in.old.Measures, m.id()), journal.ValueOf(in.entry.Measures, m.id())
		x, isSet := here.Get()
		switch {
		case here == there: // both were edited in the same way
		case isSet == had && (!isSet || sumOfValue(x) == came):
			changes = append(changes, valueChange{m.id(), there})
		default:
			continue
		}
		if delete(remembered, key); has {
			remembered[key] = now
		}
	}
	return changes, remembered
}
