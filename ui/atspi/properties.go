package atspi

import (
	"github.com/godbus/dbus/v5"

	"enactive/ui/spoken"
)

// properties are those of all interfaces.
type properties struct{ s *server }

// of are the properties of an object by their interface.
func (p properties) of(n *spoken.Node, name string) map[string]any {
	switch name {
	case prefix + "Accessible":
		parent := p.s.parent()
		if n.Role != spoken.Application {
			parent = p.s.ref(n.Parent)
		}
		return map[string]any{"Name": n.Name, "Description": n.Description, "Parent": parent, "ChildCount": int32(len(n.Children)), "Locale": "", "AccessibleId": "", "HelpText": ""}
	case prefix + "Application":
		if n.Role == spoken.Application {
			return map[string]any{"ToolkitName": "Fyne", "Version": p.s.r.host.Version, "ToolkitVersion": "2", "AtspiVersion": "2.1", "Id": int32(0)}
		}
	case prefix + "Action":
		if n.Press != nil {
			return map[string]any{"NActions": int32(1)}
		}
		return map[string]any{"NActions": int32(0)}
	case prefix + "Selection":
		chosen := int32(0)
		for _, c := range n.Children {
			if c.Selected {
				chosen++
			}
		}
		return map[string]any{"NSelectedChildren": chosen}
	case prefix + "Text":
		if t := textOf(n); t != nil {
			return map[string]any{"CharacterCount": int32(len([]rune(t.Content))), "CaretOffset": int32(t.Caret)}
		}
	case prefix + "Value":
		if v := n.Value; v != nil {
			return map[string]any{"MinimumValue": v.Low, "MaximumValue": v.High, "MinimumIncrement": v.Step, "CurrentValue": v.Now, "Text": v.Words}
		}
	}
	return nil
}

// Get returns a property.
func (p properties) Get(m dbus.Message, of, name string) (dbus.Variant, *dbus.Error) {
	_, n, err := p.s.find(m)
	if err != nil {
		return dbus.Variant{}, err
	}
	if v, ok := p.of(n, of)[name]; ok {
		return dbus.MakeVariant(v), nil
	}
	return dbus.Variant{}, refused("it has no " + name)
}

// GetAll returns the properties of an interface.
func (p properties) GetAll(m dbus.Message, of string) (map[string]dbus.Variant, *dbus.Error) {
	_, n, err := p.s.find(m)
	if err != nil {
		return nil, err
	}
	all := map[string]dbus.Variant{}
	for name, v := range p.of(n, of) {
		all[name] = dbus.MakeVariant(v)
	}
	return all, nil
}

// Set sets a value. The number that the registry gives to the program is taken and of no use.
func (p properties) Set(m dbus.Message, of, name string, to dbus.Variant) *dbus.Error {
	_, n, err := p.s.find(m)
	if err != nil {
		return err
	}
	if of == prefix+"Application" && name == "Id" {
		return nil
	}
	number, isNumber := to.Value().(float64)
	if of != prefix+"Value" || name != "CurrentValue" || !isNumber || n.Value == nil || n.Value.Set == nil {
		return refused("it cannot be set")
	}
	p.s.do(n, func(now *spoken.Node) bool {
		if now.Value != nil && now.Value.Set != nil {
			now.Value.Set(number)
		}
		return true
	})
	return nil
}
