#!/usr/bin/env bash
# The .deb from end to end, in an old Debian of its own: installed, proved, opened, uninstalled.
#
#     packaging/linux/e2e.sh               after packaging/build_linux.py
#
# The old Debian (SUITE, bullseye unless said otherwise: glibc 2.31, as Kylin V10 SP1) is made with
# debootstrap in a folder that is removed; nothing is installed on this machine. Needs root for
# chroot. Screenshots are put into build/linux/pictures; look at them. BUILT names another build
# folder, PYTHON a Python that can run the program here (for comparing what the two write).
set -u
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
ROOT=$(cd "$HERE/../.." && pwd)
BUILT=${BUILT:-$ROOT/build/linux}
PYTHON=${PYTHON:-$ROOT/.venv/bin/python}
SUITE=${SUITE:-bullseye}
PICTURES=$BUILT/pictures
NO_TOOLS=77

missing=""
need() { command -v "$1" >/dev/null || missing="$missing $2"; }
need debootstrap debootstrap; need Xvfb xvfb; need xdotool xdotool; need import imagemagick
need unshare util-linux; need apt-get apt
if [ -n "$missing" ] || [ "$(id -u)" != 0 ]; then
    echo "SKIPPED  the end-to-end test of the .deb; as root on Debian: apt-get install$missing"
    exit $NO_TOOLS
fi
VERSION=$(sed -n 's/^__version__ = "\(.*\)"$/\1/p' "$ROOT/src/nianbao/__init__.py")
DEB=$BUILT/nianbao_${VERSION}_amd64.deb
if [ ! -f "$DEB" ]; then
    echo "FAILED   there is no $DEB; run packaging/build_linux.py first"
    exit 1
fi
MIRROR=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' | head -n 1)

WORK=$(mktemp -d)
chmod 755 "$WORK"
OLD=$WORK/old
. "$HERE/steps.sh"
display=90
while [ -e "/tmp/.X11-unix/X$display" ]; do display=$((display + 1)); done
export DISPLAY=:$display
Xvfb "$DISPLAY" -screen 0 1366x768x24 -nolisten tcp >/dev/null 2>&1 &
xvfb=$!
clean_up() {
    kill "$xvfb" 2>/dev/null
    umount "$OLD/proc" 2>/dev/null
    mountpoint -q "$OLD/proc" || rm -rf --one-file-system "$WORK"
}
trap clean_up EXIT
mkdir -p "$PICTURES"

passed=0 failed=0 skipped=0
step() { # step FUNCTION WORDS: run one step by itself and say how it went
    local status begun=$SECONDS
    (set -e; "$1") >"$WORK/said" 2>&1
    status=$?
    case $status in
        0) passed=$((passed + 1)); printf 'ok     ' ;;
        "$NO_TOOLS") skipped=$((skipped + 1)); printf 'SKIPPED' ;;
        *) failed=$((failed + 1)); printf 'FAILED ' ;;
    esac
    printf '  %4s s  %s\n' "$((SECONDS - begun))" "$2"
    if [ $status != 0 ]; then tail -n 25 "$WORK/said" | sed 's/^/             /'; fi
    if [ $status = 0 ] && [ -s "$WORK/tell" ]; then sed 's/^/             /' "$WORK/tell"; fi
    : >"$WORK/tell"
}

step make_system "an old Debian ($SUITE)"
step installs "dpkg installs it, with what it depends on from that Debian alone"
step self_test "it proves itself: no settings, a new home, no network"
step same_as_here "documents are the same as those of the checkout"
step says_what_is_wrong "what cannot be used is refused in a sentence, without a traceback"
step is_registered "the desktop knows .nianbao and who opens it"
step opens_by_double_click "a double click on a .nianbao file opens it, on a desktop set up for fcitx and Qt 5"
step keeps_what_was_typed "what was typed in the window is in the saved file"
step uninstalls "uninstalling leaves the clerk's files"
echo "pictures to look at: $PICTURES"
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
