package main

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage/repository"
)

// errOffline is returned to the toolkit if it wants to use the network.
var errOffline = errors.New("this program opens no network connection")

// denied is a repository that returns nothing.
type denied struct{}

func (denied) Exists(fyne.URI) (bool, error)               { return false, errOffline }
func (denied) Reader(fyne.URI) (fyne.URIReadCloser, error) { return nil, errOffline }
func (denied) CanRead(fyne.URI) (bool, error)              { return false, errOffline }
func (denied) Destroy(string)                              {}

// denyNetwork keeps the toolkit from fetching pictures from the network. The app must exist already,
// because creating it registers the network.
func denyNetwork() {
	repository.Register("http", denied{})
	repository.Register("https", denied{})
}
