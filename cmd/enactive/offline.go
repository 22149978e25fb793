package main

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage/repository"
)

// errOffline is what the toolkit gets that wants something from the network.
var errOffline = errors.New("this program opens no network connection")

// denied is a place from which nothing can be had.
type denied struct{}

func (denied) Exists(fyne.URI) (bool, error)               { return false, errOffline }
func (denied) Reader(fyne.URI) (fyne.URIReadCloser, error) { return nil, errOffline }
func (denied) CanRead(fyne.URI) (bool, error)              { return false, errOffline }
func (denied) Destroy(string)                              {}

// denyNetwork takes the network from the toolkit, which would fetch pictures by itself. The
// app has to exist already: it gives itself the network.
func denyNetwork() {
	repository.Register("http", denied{})
	repository.Register("https", denied{})
}
