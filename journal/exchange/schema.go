package exchange

import (
	_ "embed" // for the schema
	"fmt"
	"slices"
	"strings"

	"enactive/journal"
)

//go:embed schema/enactive-1.schema.json
var schemaFrame string

// Schema returns the JSON Schema (draft 2020-12) of WriteJSON's output: the one in the folder
// schema, completed with the table of fields.
func Schema() string {
	lines := make([]string, len(fileFields), len(fileFields)+1)
	for i, c := range fileFields {
		lines[i] = "        " + quote(c.Name) + ": " + c.schema()
	}
	lines = append(lines, "        "+quote(tryKey)+`: {
          "description": "Which try of an experiment it is.",
          "type": "object",
          "required": ["id", "name", "try", "arm"],
          "additionalProperties": false,
          "properties": {
            "id": { "$ref": "#/$defs/id", "description": "The id of the experiment." },
            "name": { "$ref": "#/$defs/line", "description": "Its name; not read on import." },
            "try": { "type": "integer", "minimum": 1, "maximum": 40 },
            "arm": { "$ref": "#/$defs/arm", "description": "As the coin gave it." },
            "done": { "$ref": "#/$defs/arm", "description": "What was really done, if not the arm." }
          }
        }`)
	return strings.Replace(schemaFrame, `"properties": {}`, "\"properties\": {\n"+strings.Join(lines, ",\n")+"\n      }", 1)
}

// schema returns the schema of the field's values.
func (c *column) schema() string {
	switch c.Kind {
	case journal.ObstaclesField:
		return listSchema("text", `"text": { "$ref": "#/$defs/text" }, "overcome": { "const": true }, "then": { "$ref": "#/$defs/text" }, "came": { "$ref": "#/$defs/yes_no" }, "held": { "$ref": "#/$defs/yes_no" }, "helped": { "$ref": "#/$defs/yes_no" }`)
	case journal.MeasuresField:
		return `{ "$ref": "#/$defs/values", "description": ` + quote(c.Meaning) + ` }`
	case journal.AnswersField:
		return `{
          "description": ` + quote(c.Meaning) + `,
          "type": "array",
          "minItems": 1,
          "items": {
            "type": "object",
            "required": ["question", "when", "text"],
            "additionalProperties": false,
            "properties": { "question": { "$ref": "#/$defs/line" }, "when": { "$ref": "#/$defs/asked" }, "text": { "$ref": "#/$defs/text" } }
          }
        }`
	case journal.PeopleField:
		return listSchema("name", `"name": { "$ref": "#/$defs/line" }, "role": { "$ref": "#/$defs/role" }`)
	}
	is := c.valueSchema()
	if c.Meaning != "" {
		is += `, "description": ` + quote(c.Meaning)
	}
	return "{ " + is + " }"
}

// valueSchema refers to a definition of the schema, if there is one.
func (c *column) valueSchema() string {
	name := ""
	switch c.Kind {
	case journal.IDField:
		if name = "id"; c == areaColumn {
			name = "line"
		}
	case journal.WordField:
		if name = c.Name; !slices.Contains([]string{"type", "source", "kind", "outcome"}, name) { // filters name these too
			return `"enum": [` + strings.Join(quoteAll(c.Words()), ", ") + "]"
		}
	case journal.LineField:
		name = "line"
	case journal.TextField:
		name = "text"
	case journal.NumberField:
		if name = "rating"; c.Low != 0 || c.High != 100 {
			return fmt.Sprintf(`"type": "number", "minimum": %v, "maximum": %v`, c.Low, c.High)
		}
	case journal.MomentField:
		name = "moment"
	case journal.ListField:
		name = "list"
	}
	return `"$ref": "#/$defs/` + name + `"`
}

// listSchema is the schema of a list of objects with properties, one of them required.
func listSchema(required, properties string) string {
	return `{
          "type": "array",
          "minItems": 1,
          "items": {
            "type": "object",
            "required": [` + quote(required) + `],
            "additionalProperties": false,
            "properties": { ` + properties + ` }
          }
        }`
}

func quote(s string) string { return string(appendQuoted(nil, s)) }

func quoteAll(all []string) []string {
	quoted := make([]string, len(all))
	for i, s := range all {
		quoted[i] = quote(s)
	}
	return quoted
}
