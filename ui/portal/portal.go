// Package portal asks the desktop for a file or a folder, in its own dialog. The desktop hands over only
// what a person chose.
package portal

import (
	"context"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/godbus/dbus/v5"

	"enactive/ui/sessionbus"
)

// Request is what to ask for.
type Request struct {
	Title string
	// Folder is the folder to begin in; empty for any.
	Folder string
	// Directory asks for a folder in place of a file.
	Directory bool
	// Parent is the window that asks, as in "x11:1e00003"; empty if it is not known.
	Parent string
}

// The portal for files, and what it answers with.
const (
	service     = "org.freedesktop.portal.Desktop"
	objectPath  = "/org/freedesktop/portal/desktop"
	chooser     = "org.freedesktop.portal.FileChooser"
	request     = "org.freedesktop.portal.Request"
	chosen      = 0
	requestRoot = objectPath + "/request/"
)

// Choose shows the desktop's dialog and returns the path that was chosen, or an empty one if none was.
// answered is false where no desktop answers, so that another dialog is needed. It waits for the person
// until ctx ends.
func Choose(ctx context.Context, r Request) (path string, answered bool) {
	conn, err := sessionbus.Connect(dbus.WithContext(ctx))
	if err != nil {
		return "", false
	}
	defer conn.Close()
	if err := conn.AddMatchSignalContext(ctx, dbus.WithMatchInterface(request), dbus.WithMatchMember("Response"), dbus.WithMatchSender(service)); err != nil {
		return "", false
	}
	signals := make(chan *dbus.Signal, 16)
	conn.Signal(signals)
	const token = "enactive"
	names := conn.Names()
	if len(names) == 0 {
		return "", false
	}
	expected := dbus.ObjectPath(requestRoot + strings.ReplaceAll(strings.TrimPrefix(names[0], ":"), ".", "_") + "/" + token)
	options := map[string]dbus.Variant{"handle_token": dbus.MakeVariant(token), "modal": dbus.MakeVariant(true)}
	if r.Directory {
		options["directory"] = dbus.MakeVariant(true)
	}
	if filepath.IsAbs(r.Folder) {
		options["current_folder"] = dbus.MakeVariant(append([]byte(r.Folder), 0))
	}
	var handle dbus.ObjectPath
	if err := conn.Object(service, objectPath).CallWithContext(ctx, chooser+".OpenFile", 0, r.Parent, r.Title, options).Store(&handle); err != nil {
		return "", false
	}
	for {
		select {
		case <-ctx.Done():
			return "", true
		case s, open := <-signals:
			if !open { // the bus has gone, and the dialog with it
				return "", true
			}
			if s.Path == handle || s.Path == expected {
				path, err := answer(s.Body)
				return path, err == nil
			}
		}
	}
}

// answer reads the path of a response.
func answer(body []any) (string, error) {
	var code uint32
	var results map[string]dbus.Variant
	if err := dbus.Store(body, &code, &results); err != nil {
		return "", fmt.Errorf("reading the answer of the portal: %w", err)
	}
	if code != chosen { // cancelled
		return "", nil
	}
	uris, ok := results["uris"].Value().([]string)
	if !ok || len(uris) == 0 {
		return "", nil
	}
	u, err := url.Parse(uris[0])
	if err != nil || u.Scheme != "file" || !filepath.IsAbs(u.Path) {
		return "", nil // no file of this computer
	}
	return u.Path, nil
}
