// Package portal asks the desktop for a file or a folder, in its own dialog, and to open a file with
// another program. The desktop hands over only what a person chose.
package portal

import (
	"context"
	"fmt"
	"net/url"
	"os"
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

// The portals for choosing and for opening files, and what they answer with.
const (
	service     = "org.freedesktop.portal.Desktop"
	objectPath  = "/org/freedesktop/portal/desktop"
	chooser     = "org.freedesktop.portal.FileChooser"
	request     = "org.freedesktop.portal.Request"
	opener      = "org.freedesktop.portal.OpenURI"
	chosen      = 0
	failed      = 2
	requestRoot = objectPath + "/request/"
)

// Choose shows the desktop's dialog and returns the path that was chosen, or an empty one if none was.
// answered is false where no desktop answers, so that another dialog is needed. It waits for the person
// until ctx ends.
func Choose(ctx context.Context, r Request) (path string, answered bool) {
	options := map[string]dbus.Variant{"modal": dbus.MakeVariant(true)}
	if r.Directory {
		options["directory"] = dbus.MakeVariant(true)
	}
	if filepath.IsAbs(r.Folder) {
		options["current_folder"] = dbus.MakeVariant(append([]byte(r.Folder), 0))
	}
	body, taken := ask(ctx, chooser+".OpenFile", options, r.Parent, r.Title)
	if body == nil { // no answer, or the dialog has gone with its bus
		return "", taken
	}
	path, err := answer(body)
	return path, err == nil
}

// Open has the desktop open a file with the person's own program for it, and reports whether it did. It
// hands over the file itself. What takes a person's choice of a program may go on after ctx has ended: that counts.
func Open(ctx context.Context, file *os.File, parent string) bool {
	body, taken := ask(ctx, opener+".OpenFile", map[string]dbus.Variant{}, parent, dbus.UnixFD(file.Fd()))
	if body == nil {
		return taken
	}
	var code uint32
	var results map[string]dbus.Variant
	return dbus.Store(body, &code, &results) == nil && code != failed // a person may cancel
}

// ask calls a method of the portal, whose last argument are the options, and waits for what it answers
// until ctx ends. taken reports whether there is a portal that took the call.
func ask(ctx context.Context, method string, options map[string]dbus.Variant, args ...any) (body []any, taken bool) {
	conn, err := sessionbus.Connect(dbus.WithContext(ctx))
	if err != nil {
		return nil, false
	}
	defer conn.Close()
	if err := conn.AddMatchSignalContext(ctx, dbus.WithMatchInterface(request), dbus.WithMatchMember("Response"), dbus.WithMatchSender(service)); err != nil {
		return nil, false
	}
	signals := make(chan *dbus.Signal, 16)
	conn.Signal(signals)
	const token = "enactive"
	names := conn.Names()
	if len(names) == 0 {
		return nil, false
	}
	expected := dbus.ObjectPath(requestRoot + strings.ReplaceAll(strings.TrimPrefix(names[0], ":"), ".", "_") + "/" + token)
	options["handle_token"] = dbus.MakeVariant(token)
	var handle dbus.ObjectPath
	if err := conn.Object(service, objectPath).CallWithContext(ctx, method, 0, append(args, options)...).Store(&handle); err != nil {
		return nil, false
	}
	for {
		select {
		case <-ctx.Done():
			return nil, true
		case s, open := <-signals:
			if !open { // the bus has gone, and the dialog with it
				return nil, true
			}
			if s.Path == handle || s.Path == expected {
				return s.Body, true
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
