package charts

import "enactive/journal/describe"

// named is a chart with lines or bands, or what makes one.
type named interface {
	// lineNames are their names in the picture.
	lineNames() []string
}

// AltText describes a chart to those who do not see it: its sentence, and what the lines and bands
// in the picture are called.
func AltText(c Chart) string {
	if n, ok := c.(named); ok {
		return describe.AltText(c.Text(), n.lineNames())
	}
	return c.Text()
}

// lineNames are the names of the lines and bands of the figure.
func (p picture) lineNames() []string {
	if n, ok := p.figureSpec.(named); ok {
		return n.lineNames()
	}
	return nil
}

// namesIn are the names of lines and bands in a key, and of lines that are named at their ends.
func namesIn(key []keyEntry, ends ...endLabel) []string {
	var names []string
	for _, e := range key {
		if e.names {
			names = append(names, e.word)
		}
	}
	for _, e := range ends {
		names = append(names, e.words[0])
	}
	return names
}

// wide is a width on which everything has room, for names that are not painted.
const wide = 10000

func (c *TrendChart) lineNames() []string {
	names := namesIn(c.key(Light()))
	if day, ok := c.changeDay(); ok {
		names = append(names, describe.ChangeDay(c.start().AddDate(0, 0, int(day)))[0])
	}
	return names
}

func (c *StressChart) lineNames() []string {
	return namesIn(c.key(Light(), Size{Width: wide, Height: wide}))
}

func (c *form) lineNames() []string {
	return namesIn(c.key(Light(), everything, wide), c.ends(Light())...)
}

func (c *nextStep) lineNames() []string {
	return namesIn(c.key(Light(), everything, wide), c.ends(Light())...)
}

func (c *calibration) lineNames() []string {
	names := namesIn(c.key(Light()))
	if len(c.spans) > 1 {
		names = append(names, describe.CalibrationOverTime()[0])
	}
	return names
}

func (c *feared) lineNames() []string    { return namesIn(append(c.key(Light()), c.equal(Light())...)) }
func (c *fatigue) lineNames() []string   { return namesIn(c.key(Light())) }
func (c *recovery) lineNames() []string  { return namesIn(c.key(Light())) }
func (c *rowsChart) lineNames() []string { return append(namesIn(c.key(Light())), c.zeroNames()...) }

// zeroNames is the name of the line at 0, if it is drawn.
func (c *rowsChart) zeroNames() []string {
	if len(c.rows) == 0 {
		return nil
	}
	return c.zero[:1]
}
