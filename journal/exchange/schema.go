package exchange

import _ "embed" // for the schema

//go:embed schema/enactive-1.schema.json
var schema string

// Schema returns the JSON Schema (draft 2020-12) of what WriteJSON writes.
func Schema() string { return schema }
