// Package atspitest is what a desktop has for screen readers, and a screen reader, for tests.
package atspitest
