package commandline

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/alecthomas/kong"

	document "enactive/charts/report"
	"enactive/charts/typeface"
	"enactive/journal/exchange"
)

// formats lists the formats of this session: those of the program, unless a test sets others.
func (s *session) formats() []exchange.Format {
	if s.env.formats != nil {
		return s.env.formats
	}
	return exchange.Formats(document.Format(typeface.Installed()))
}

// formatCommands returns a kong command for each format for which command returns one.
func formatCommands[C any](formats []exchange.Format, command func(exchange.Format) (c C, help string, ok bool)) kong.Plugins {
	var all kong.Plugins
	for _, f := range formats {
		c, help, ok := command(f)
		if !ok {
			continue
		}
		field := reflect.StructField{Name: "Command", Type: reflect.TypeFor[C](), Tag: kongTag("cmd", "", "name", f.Key, "help", help)}
		holder := reflect.New(reflect.StructOf([]reflect.StructField{field}))
		holder.Elem().Field(0).Set(reflect.ValueOf(c))
		all = append(all, holder.Interface())
	}
	return all
}

// formatFlags are the flags of one format, as a struct that is built at run time.
type formatFlags struct {
	Flags   kong.Plugins `embed:""`
	options []exchange.Option
}

func flagsOf(options []exchange.Option) formatFlags {
	var fields []reflect.StructField
	for i, o := range options {
		f := reflect.StructField{Name: fmt.Sprintf("Option%d", i), Type: reflect.TypeFor[*bool](), Tag: kongTag("name", o.Key, "help", o.Help)}
		if o.Placeholder != "" {
			f.Type = reflect.TypeFor[[]string]()
			f.Tag = kongTag("name", o.Key, "help", o.Help, "placeholder", o.Placeholder, "sep", "none")
		}
		fields = append(fields, f)
	}
	return formatFlags{kong.Plugins{reflect.New(reflect.StructOf(fields)).Interface()}, options}
}

// chosen returns the values of the flags, after the command line has been parsed.
func (f *formatFlags) chosen() exchange.Chosen {
	chosen := exchange.Chosen{}
	values := reflect.ValueOf(f.Flags[0]).Elem()
	for i, o := range f.options {
		switch value := values.Field(i).Interface().(type) {
		case []string:
			chosen[o.Key] = value
		case *bool:
			if value != nil && *value {
				chosen[o.Key] = []string{""}
			}
		}
	}
	return chosen
}

// isOff reports whether a switch was turned off, as in --letter=false.
func (f *formatFlags) isOff(key string) bool {
	values := reflect.ValueOf(f.Flags[0]).Elem()
	for i, o := range f.options {
		if value, ok := values.Field(i).Interface().(*bool); ok && o.Key == key {
			return value != nil && !*value
		}
	}
	return false
}

// kongTag builds a struct tag for kong from keys and values.
func kongTag(pairs ...string) reflect.StructTag {
	var parts []string
	for i := 0; i < len(pairs); i += 2 {
		parts = append(parts, fmt.Sprintf("%s:%q", pairs[i], pairs[i+1]))
	}
	return reflect.StructTag(strings.Join(parts, " "))
}
