# The commands of the project. A newcomer needs only `make run` and `make test`.

GO         ?= go
STATICCHECK = honnef.co/go/tools/cmd/staticcheck@v0.8.2
VERSION     = $(shell sed -n 's/^ *Version *= *"\(.*\)"/\1/p' FyneApp.toml)
# By default the window's toolkit checks the thread at every step, and redraws the whole window for
# the pulsing cursor of a field. These tags turn both off; our code uses the right thread.
TAGS        = migrated_fynedo,no_animations
LDFLAGS     = -s -w -X main.version=$(VERSION)

# Packages for building the window, besides Go, and for running it without a screen.
BUILD_PACKAGES = gcc pkg-config libc6-dev libgl1-mesa-dev libx11-dev libxcursor-dev libxrandr-dev libxinerama-dev libxi-dev libxxf86vm-dev
SHOW_PACKAGES  = xvfb xauth libgl1-mesa-dri
TEST_PACKAGES  = xdotool openbox poppler-utils qpdf strace gnome-keyring dbus zsh age
DIST_PACKAGES  = dpkg-dev lintian appstream desktop-file-utils gcc-mingw-w64-x86-64-win32 debootstrap faketime

# Every package that starts something beside itself, in its code or its tests; in the others there
# is nothing for the race detector to see. Not the proofs, the window driven from outside and the
# lockdown: they look at other processes, and the detector would check the test and not the program.
# -short skips the tests that compare pictures. Of the command line, the charts and the translations only the
# tests of what runs beside something else are run; the tests of ui/page are of forms, beside which nothing runs.
# Of random histories twenty are enough here: all of them run without the detector. What takes longest comes first,
# so that no processor waits for it at the end.
BESIDE = (^|[[:space:]])go [A-Za-z_.]*\(|\.Go\(|AfterFunc\(|\.Parallel\(\)|fyne\.Do
RACE   = $$(grep -rlE --include='*.go' '$(BESIDE)' . | sed 's|/[^/]*$$||' | sort -u | grep -vxE '\./(ui|ui/page|proof|cmd/commandline|cmd/enactive|lockdown|charts|resources/translations)' | grep -vxF $(RACE_RANDOM:%=-e %))
RACE_RANDOM = ./journal/vault ./journal/exchange ./journal ./journal/backup ./journal/sealedfile

# Not these either: they lay out, draw and click through every page, in one size after another, which takes
# the detector most of its time. What runs beside these pages is what the other tests of package ui open.
NO_RACE = ^Test(NoTextIsCutOnAnyPage|EveryPageLooksTheSameAfterTheToolkitDropsItsRenderers|WhatTakesThePointerTakesTheClick|TheWheelMovesThePageWhereverItIs|ASecondClickDoesNothingMore)$$

# What runs beside the thread of the window: locks, other windows and processes, drawing, reading, waiting.
RACE_WINDOW = Lock|While|Windows|SecondWindow|Replaced|Reopens|Commands|Back[uU]p|Phone|Quick|Restart|Remind|Timer|ChartIs|InsightOpens|Import|Search|Photo|FullDisk|Elsewhere|Memory|Update|DocumentIsChosen

# What does several things at once, in packages of which the detector takes long.
RACE_AT_ONCE = ABar|TheBar|TheMovingBar|Interrupt|PipeIsRead|WaitingForAPipe|AddInbox|AtOnce|While|Concurrent|Cancelled|DamagedStoreLosesNothing|FailsItsProbe|SecondWindow|FolderIsReplaced|ALockTakes|ALockDrops

# Packages without the window's toolkit, which needs a C compiler for each system.
PURE = $$($(GO) list -f '{{$$p := .ImportPath}}{{range .Deps}}{{if eq . "fyne.io/fyne/v2"}}{{$$p = ""}}{{end}}{{end}}{{$$p}}' ./...)

.PHONY: run build test check check-elsewhere unit anyday anyday-first race race-window race-others race-beside race-all walk tour handbook-pictures bench microbench frames fuzz mutate soak install dist dist-twice dist-test clean need need-show need-test need-dist

run: build
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then exec build/enactive; else $(MAKE) --no-print-directory walk; fi

build: need
	@mkdir -p build
	@packaging/modules.sh $(GO)
	@echo "Building (the first time takes three to six minutes: the window's toolkit is compiled too)"
	@CGO_ENABLED=0 packaging/build.sh $(GO) -trimpath -ldflags '$(LDFLAGS)' -o build/enact ./cmd/enact
	@packaging/build.sh $(GO) -trimpath -tags $(TAGS) -ldflags '$(LDFLAGS)' -o build/enactive ./cmd/enactive

# Takes a dozen pictures of the sample journal on a virtual screen.
walk: build need-show
	@mkdir -p build/walk
	@echo "There is no screen: opening the window on a virtual one and taking a dozen pictures of the sample journal."
	@packaging/on-virtual-screen.sh build/enactive --tour build/walk --brief
	@echo "Look at build/walk/index.html. \"make tour\" takes pictures of every page, which takes ten minutes or more."

# Walks through the sample journal on a virtual screen and writes pictures of every page.
tour: build need-show
	@mkdir -p build/tour
	@echo "No screen is needed: opening the window on a virtual one and walking through the sample journal, for ten minutes or more."
	@packaging/on-virtual-screen.sh build/enactive --tour build/tour
	@echo "Pictures of every page and of the charts are in build/tour/"

# Takes the pictures of the documents anew, from the sample year of today: docs/pictures.
handbook-pictures: build need-show
	@rm -rf build/handbook
	@packaging/on-virtual-screen.sh build/enactive --tour build/handbook --handbook
	@$(GO) run ./packaging/pictures build/handbook docs/pictures

# What a change is tried with. Before something that runs beside something else is landed, "make race" tries all of
# that, and "make soak" whatever else takes long.
test: need need-show need-test check unit anyday-first race-beside

# Formatting and static checks. For other systems the command line is compiled; "make check-elsewhere" looks at
# the code and the tests of every package there, which has the standard library compiled and read twice more.
check:
	@bad=$$(gofmt -l $$(git ls-files '*.go')); [ -z "$$bad" ] || { echo "not gofmt-ed: $$bad"; exit 1; }
	$(GO) vet ./...
	$(GO) run $(STATICCHECK) ./...
	for os in linux windows darwin; do CGO_ENABLED=0 GOOS=$$os $(GO) build -o /dev/null ./cmd/enact || exit 1; done
check-elsewhere:
	for os in windows darwin; do CGO_ENABLED=0 GOOS=$$os $(GO) vet $(PURE) || exit 1; done

# The two that take longest come first, so that no processor waits for them at the end.
unit:
	$(GO) test -vet=off -timeout 15m ./cmd/enactive ./ui ./...

# Quick tests on other days, in other time zones and languages, and as another user.
anyday:
	packaging/anyday.sh all $(GO)
anyday-first:
	packaging/anyday.sh first $(GO)

# Of the tests of the window those of what runs beside its thread: the others open the same window to look at
# what it shows, and took the detector as long as all other packages together. "make race-all" runs them, too.
race:
	@$(MAKE) --no-print-directory -j2 --output-sync race-window race-others
race-window:
	$(GO) test -vet=off -race -short -timeout 15m -run '$(RACE_WINDOW)' -skip '$(NO_RACE)' ./ui
race-others: race-beside
	$(GO) test -vet=off -race -short -timeout 15m $(RACE_RANDOM) -rapid.checks=20
# Every package that starts something by itself, and of the journal and the window the tests that do several things at once.
race-beside:
	$(GO) test -vet=off -race -short -timeout 15m $(RACE)
	$(GO) test -vet=off -race -short -timeout 15m -run '$(RACE_AT_ONCE)' ./ui ./journal ./journal/vault ./cmd/commandline ./charts ./resources/translations
race-all: race-others
	$(GO) test -vet=off -race -short -timeout 1h ./ui

# How long commands take with 1,000, 10,000 and 100,000 entries, next to what the same bytes cost without
# Enactive, and how much memory: the tables of docs/performance.md. BENCH="-sizes 1000" measures less. The
# benchmarks of single functions are "make microbench", or of one package "go test -run '^$$' -bench . ./journal".
bench:
	@$(GO) run ./proof/bench $(BENCH)
microbench:
	$(GO) test -run '^$$' -bench . -benchmem ./...

# Each fuzz target for a minute.
FUZZTIME ?= 60s
fuzz:
	@for f in $$(git grep -lE '^func Fuzz' -- '*_test.go'); do \
		for t in $$(sed -n 's/^func \(Fuzz[A-Za-z0-9_]*\).*/\1/p' $$f); do \
			echo "$$t"; $(GO) test -run '^$$' -fuzz "^$$t\$$" -fuzztime $(FUZZTIME) ./$$(dirname $$f) || exit 1; \
		done; \
	done

# Walks through journals of 1,000 and 100,000 entries and reports what occupied the window longest, and the
# cost of a window without input. The tables are in build/frames/.
frames: need need-show need-test
	@mkdir -p build/frames
	ENACTIVE_FRAMES=$(CURDIR)/build/frames $(GO) test -count=1 -timeout 1h -run '^Test(Frames|Idle)$$' -v ./cmd/enactive

# Breaks the vault deliberately in one way after another: its tests must notice each one.
mutate:
	ENACTIVE_MUTATE=1 $(GO) test -count=1 -timeout 1h -run '^TestEveryBreakage' -v ./proof

# Tests that take too long to run for each change.
# The faults differ each time; ENACTIVE_SEED=N make soak repeats those of an earlier run.
soak: check-elsewhere anyday fuzz mutate race-all
	@seed=$${ENACTIVE_SEED:-$$(od -An -N6 -tu8 /dev/urandom | tr -d ' ')}; echo "The faults are drawn from ENACTIVE_SEED=$$seed"; \
	ENACTIVE_SEED=$$seed ENACTIVE_SOAK=1 $(GO) test -timeout 3h ./...

# What goes where is in packaging/files.txt, for the packages too.
PREFIX ?= /usr/local
install: build
	@mkdir -p build/share/completions
	for s in bash zsh fish; do build/enact completion $$s >build/share/completions/$$s || exit 1; done
	$(GO) run ./packaging/dist -version $(VERSION) share build/share
	packaging/place.sh build $(DESTDIR)$(PREFIX)

# Packages for Debian, other Linux systems, Windows and macOS, the same to the byte wherever and whenever they
# are made: docs/packages.md.
dist: need need-dist
	@packaging/modules.sh $(GO)
	TAGS=$(TAGS) packaging/dist.sh $(GO)

# Makes the packages a second time elsewhere and on another day, and compares.
dist-twice: need need-dist
	TAGS=$(TAGS) packaging/dist/twice.sh $(GO)

# Installs, upgrades and removes the Debian package in a fresh Debian, as a user would. Needs root.
dist-test: need need-dist
	TAGS=$(TAGS) packaging/dist/debian-test.sh $(GO)

need:
	@packaging/need.sh "to build the window" $(BUILD_PACKAGES)
need-show:
	@packaging/need.sh "to show the window where there is no screen" $(SHOW_PACKAGES)
need-test:
	@packaging/need.sh "for the tests: a window to drive, PDFs to look at" $(TEST_PACKAGES)
need-dist:
	@packaging/need.sh "to make and check packages" $(DIST_PACKAGES)

clean:
	rm -rf build
