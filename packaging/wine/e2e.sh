#!/usr/bin/env bash
# The Windows program from end to end under Wine: installed, used with Chinese file names under code
# page 936, upgraded, uninstalled.
#
#     packaging/wine/e2e.sh [--pytest]      after packaging/build_win.py
#
# --pytest also runs the project's own tests with the program's Python. Screenshots are put into
# build/windows/pictures; look at them. BUILT names another build folder, PYTHON a Python that can
# run the program on this machine (for comparing what the two write).
# What Wine cannot show stands in packaging/release.md.
set -u
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
ROOT=$(cd "$HERE/../.." && pwd)
BUILT=${BUILT:-$ROOT/build/windows}
PICTURES=$BUILT/pictures
PYTHON=${PYTHON:-$ROOT/.venv/bin/python}
NO_TOOLS=77

missing=""
need() { command -v "$1" >/dev/null || missing="$missing $2"; }
need wine wine64; need wine wine; need Xvfb xvfb; need xdotool xdotool; need import imagemagick
need makensis nsis; need x86_64-w64-mingw32-gcc gcc-mingw-w64-x86-64; need localedef locales
fc-list :lang=zh-cn 2>/dev/null | grep -q "Noto Sans CJK" || missing="$missing fonts-noto-cjk"
if [ -n "$missing" ]; then
    echo "SKIPPED  the end-to-end test under Wine; on Debian: apt-get install$missing"
    exit $NO_TOOLS
fi
VERSION=$(sed -n 's/^__version__ = "\(.*\)"$/\1/p' "$ROOT/src/nianbao/__init__.py")
SETUP=$BUILT/nianbao-$VERSION-setup.exe
if [ ! -f "$SETUP" ]; then
    echo "FAILED   there is no $SETUP; run packaging/build_win.py first"
    exit 1
fi

WORK=$(mktemp -d)
. "$HERE/prefix.sh"
. "$HERE/steps.sh"
display=90
while [ -e "/tmp/.X11-unix/X$display" ]; do display=$((display + 1)); done
export DISPLAY=:$display
Xvfb "$DISPLAY" -screen 0 1366x768x24 -nolisten tcp >/dev/null 2>&1 &
xvfb=$!
clean_up() {
    wineserver -k 2>/dev/null
    kill "$xvfb" 2>/dev/null
    rm -rf "$WORK"
}
trap clean_up EXIT
mkdir -p "$PICTURES"

passed=0 failed=0 skipped=0
step() { # step FUNCTION WORDS: run one step by itself and say how it went
    local begun ended status
    begun=$(date +%s%N)
    (set -e; "$1") >"$WORK/said" 2>&1
    status=$?
    ended=$(date +%s%N)
    case $status in
        0) passed=$((passed + 1)); printf 'ok     ' ;;
        "$NO_TOOLS") skipped=$((skipped + 1)); printf 'SKIPPED' ;;
        *) failed=$((failed + 1)); printf 'FAILED ' ;;
    esac
    printf '  %5s s  %s\n' "$(((ended - begun) / 100000000))" "$2" | sed -E 's/([0-9])( s  )/.\1\2/'
    if [ $status != 0 ]; then tail -n 25 "$WORK/said" | sed 's/^/             /'; fi
    if [ $status = 0 ] && [ -s "$WORK/tell" ]; then sed 's/^/             /' "$WORK/tell"; fi
    : >"$WORK/tell"
}

step make_prefix "a Chinese Windows 10"
step code_page "its code page is 936"
step refuses_old_windows "Windows 8.1 is refused"
step makes_previous "an installer of the version before is made"
step installs_silently "it installs without a question, byte for byte"
step is_registered "start menu, desktop, .nianbao, list of programs"
step opens_by_double_click "a double click on a .nianbao file opens it"
step refuses_while_running "while the program runs, neither setup nor uninstall does anything"
step keeps_what_was_typed "what was typed in the window is in the saved file"
step upgrades "the wizard upgrades in place, in Chinese"
step self_test "both programs prove themselves"
step imports_every_module "every module of the program can be loaded"
step command_line "import, check and export on the command line; Chinese names with blanks"
step says_what_is_wrong "what cannot be used is refused in a sentence, without a traceback"
step loads_its_own_libraries "libraries in the current folder are not taken for the program's own"
step same_as_on_linux "documents are the same as on this machine"
step imports_corrects_exports "in the window: import, correct, export to Word"
step zip_runs "the .zip runs from any folder"
step uninstalls "uninstalling leaves the clerk's files"
if [ "${1:-}" = --pytest ]; then step own_tests "the project's own tests with the program's Python"; fi
echo "pictures to look at: $PICTURES"
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
