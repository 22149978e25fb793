// Package saidtime reads days and times as people say them: "yesterday 21:00", "last monday",
// "in 3 days", "28 Nov", "gestern", "3日前". The current time, the zone, the languages and the
// order of numeric dates are given to it: it never asks the system.
//
// Start with Reader.Read, or with Reader.Prefix for a text that begins with a date and a colon.
// Format writes a moment so that Read returns the same one. Dates with all their parts are read by
// package table, which also has the names of months and days.
package saidtime
