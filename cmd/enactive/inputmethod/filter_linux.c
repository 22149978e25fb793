#define _GNU_SOURCE
#include <dlfcn.h>

#include "filter_linux.h"

enum { none = 0, keyPress = 2 }; // the types of events in X.h

int enactive_after_filter(int *type, int filtered) {
	if (filtered && *type == keyPress)
		*type = none;
	return filtered;
}

// GLFW calls this in place of the function of the same name in libX11. An XEvent begins
// with its type.
int XFilterEvent(void *event, unsigned long window) {
	static int (*filter)(void *, unsigned long);
	if (!filter)
		*(void **)&filter = dlsym(RTLD_NEXT, "XFilterEvent");
	if (!filter)
		return 0;
	return enactive_after_filter(event, filter(event, window));
}
