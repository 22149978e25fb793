package report

// DocumentOf makes the blocks of a document, which the tests read.
var DocumentOf = documentOf
