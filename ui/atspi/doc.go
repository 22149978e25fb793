// Package atspi hands the tree of package spoken to screen readers over D-Bus, as AT-SPI asks for it. It
// needs no library of the system and opens no network: the bus of the screen readers is a local socket.
//
// It does nothing as long as the desktop does not say that such a program is in use (org.a11y.Status), and
// takes everything back when that ends. What it tells is what the window shows at that moment, so a locked
// journal is not in it; what is typed into fields for passphrases never is.
package atspi
