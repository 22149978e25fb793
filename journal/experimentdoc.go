package journal

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"

	"enactive/journal/vault"
)

// sealedExperiment is an experiment as it is stored: with its order, which leaves this package only
// as far as it is due.
type sealedExperiment struct {
	Experiment // without its Seals
	order      *allotment
}

type experimentItem struct {
	sealedExperiment
	rec vault.RecordID
}

// allotment is the order of all pairs of an experiment. It is always held by a pointer in an
// unexported field, and prints as nothing, so that no message can tell it.
type allotment struct{ pairs []sealedPair }

type sealedPair struct {
	commitment [sha256.Size]byte
	// salt is empty if this journal does not have the order of the pair, as it came from a file.
	salt         []byte
	withoutFirst bool
}

const saltSize = 32

// Format hides the order from messages.
func (allotment) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "sealed") }

// Format hides the order from messages.
func (sealedPair) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "sealed") }

// allot draws the order of n pairs: a salt for each, and then a fair coin for each.
func allot(random io.Reader, id ExperimentID, n int) (*allotment, error) {
	a := &allotment{pairs: make([]sealedPair, n)}
	for i := range a.pairs {
		a.pairs[i].salt = make([]byte, saltSize)
		if _, err := io.ReadFull(random, a.pairs[i].salt); err != nil {
			return nil, fmt.Errorf("drawing the order of an experiment: %w", err)
		}
	}
	coins := make([]byte, n)
	if _, err := io.ReadFull(random, coins); err != nil {
		return nil, fmt.Errorf("drawing the order of an experiment: %w", err)
	}
	for i := range a.pairs {
		p := &a.pairs[i]
		p.withoutFirst = coins[i]&1 == 1
		p.commitment = p.commit(id, i)
	}
	return a, nil
}

// commit computes the commitment of Seal.
func (p *sealedPair) commit(id ExperimentID, pair int) (sum [sha256.Size]byte) {
	order := byte(0)
	if p.withoutFirst {
		order = 1
	}
	h := sha256.New()
	h.Write(p.salt)
	h.Write([]byte(id))
	h.Write([]byte{byte(pair), order})
	h.Sum(sum[:0])
	return sum
}

func (p *sealedPair) first() Arm {
	if p.withoutFirst {
		return ArmWithout
	}
	return ArmWith
}

// public returns the experiment with its seals, open as far as they are due.
func (s *sealedExperiment) public() Experiment {
	x := s.Experiment.Clone()
	x.Seals = make([]Seal, len(s.order.pairs))
	for i := range s.order.pairs {
		p := &s.order.pairs[i]
		x.Seals[i].Commitment = hex.EncodeToString(p.commitment[:])
		if x.IsDue(i) && len(p.salt) > 0 {
			x.Seals[i].Salt, x.Seals[i].First = hex.EncodeToString(p.salt), p.first()
		}
	}
	return x
}

type experimentDoc struct {
	ID         string    `cbor:"1,keyasint"`
	Area       string    `cbor:"2,keyasint"`
	Name       string    `cbor:"3,keyasint"`
	With       string    `cbor:"4,keyasint"`
	Without    string    `cbor:"5,keyasint,omitempty"`
	Decides    string    `cbor:"6,keyasint"`
	By         string    `cbor:"7,keyasint,omitempty"`
	Started    stamp     `cbor:"8,keyasint"`
	Ended      stamp     `cbor:"9,keyasint,omitzero"`
	EndedEarly bool      `cbor:"10,keyasint,omitempty"`
	Revealed   int       `cbor:"11,keyasint,omitempty"`
	Skipped    []int     `cbor:"12,keyasint,omitempty"`
	Pairs      []pairDoc `cbor:"13,keyasint"`
	Created    stamp     `cbor:"14,keyasint,omitzero"`
	Modified   stamp     `cbor:"15,keyasint,omitzero"`
}

type pairDoc struct {
	Commitment []byte `cbor:"1,keyasint"`
	Salt       []byte `cbor:"2,keyasint,omitempty"`
	// WithoutFirst is written in either case: a pair without it would be shorter, and the length of a
	// sealed document can be seen.
	WithoutFirst bool `cbor:"3,keyasint"`
}

func (s *sealedExperiment) encoded(c *codec) ([]byte, error) {
	d := experimentDoc{
		ID: string(s.ID), Area: string(s.Area), Name: s.Name, With: s.With, Without: s.Without, Decides: s.Decides, By: s.By.String(),
		Started: stampOf(s.Started), Ended: stampOf(s.Ended), EndedEarly: s.EndedEarly, Revealed: s.Revealed, Skipped: s.Skipped,
		Created: stampOf(s.Created), Modified: stampOf(s.Modified),
	}
	for _, p := range s.order.pairs {
		d.Pairs = append(d.Pairs, pairDoc{p.commitment[:], p.salt, p.withoutFirst})
	}
	return c.encode(docExperiment, d)
}

func (c *codec) decodeExperiment(body []byte) (*sealedExperiment, error) {
	var d experimentDoc
	if err := c.decode(body, &d); err != nil {
		return nil, err
	}
	s := &sealedExperiment{Experiment: Experiment{
		ID: ExperimentID(d.ID), Area: AreaID(d.Area), Name: d.Name, With: d.With, Without: d.Without, Decides: d.Decides, Pairs: len(d.Pairs),
		Started: c.zones.time(d.Started), Ended: c.zones.time(d.Ended), EndedEarly: d.EndedEarly, Revealed: d.Revealed, Skipped: d.Skipped,
		Created: c.zones.time(d.Created), Modified: c.zones.time(d.Modified),
	}, order: &allotment{}}
	for _, p := range d.Pairs {
		if len(p.Commitment) != sha256.Size || len(p.Salt) != 0 && len(p.Salt) != saltSize {
			return nil, fmt.Errorf("%w: %w", vault.ErrDamaged, errBadDocument)
		}
		s.order.pairs = append(s.order.pairs, sealedPair{[sha256.Size]byte(p.Commitment), p.Salt, p.WithoutFirst})
	}
	if d.By != "" {
		var err error
		if s.By, err = ParseDate(d.By); err != nil {
			return nil, fmt.Errorf("%w: %w", vault.ErrDamaged, errBadDocument)
		}
	}
	return s, nil
}
