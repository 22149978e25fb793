package commandline

import "testing"

func TestIfThensDoNotContradictThemselves(t *testing.T) {
	b := newBox(t)
	b.fails(2, []string{`--if-then names "Rain" twice`}, "add", "--title", "x", "--if-then", "rain=>coat", "--if-then", "Rain=>hat")
	b.fails(2, []string{`"rain" did not come up`}, "add", "--title", "x", "--if-then", "rain=>coat", "--came", "rain=>no", "--held", "rain")
	b.fails(2, []string{"it cannot have helped"}, "add", "--title", "x", "--if-then", "rain=>coat", "--held", "rain=>no", "--helped", "rain")
	b.add("--title", "x", "--if-then", "rain=>coat", "--came", "rain", "--held", "rain=>no")
	b.add("--title", "y", "--if-then", "rain=>coat", "--came", "rain=>no")
}

func TestAQuestionWithAnArrowIsAnswered(t *testing.T) {
	b := newBox(t)
	b.ok("area", "edit", "running", "--question", "before: Fear => what?")
	b.add("--title", "x", "--answer", "Fear => what?=>falling")
	b.ok("edit", "last", "--answer", "Fear => what? => slipping")
}
