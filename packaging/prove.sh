#!/usr/bin/env bash
# Makes the packages and proves them, as far as it can be done on this machine:
#
#     packaging/prove.sh
#
# On Debian, as root, the tools that are missing are installed first. What cannot be done here is
# said in a line that begins with SKIPPED and is no failure; what was tried and failed is one.
set -u
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
TOOLS="nsis gcc-mingw-w64-x86-64 osslsigncode wine wine64 xvfb xauth xdotool imagemagick unzip locales"
TOOLS="$TOOLS fonts-noto-cjk"
INSTALLING=300 # seconds at most
NO_TOOLS=77

install_tools() {
    local missing="" tool
    for tool in $TOOLS; do
        dpkg-query -W -f '${db:Status-Status}' "$tool" 2>/dev/null | grep -qx installed || missing="$missing $tool"
    done
    if [ -z "$missing" ] || [ "$(id -u)" != 0 ]; then return; fi
    echo "prove.sh: installing$missing"
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086  several names
    { apt-get update --quiet && timeout "$INSTALLING" apt-get install --yes --quiet \
        --no-install-recommends --option DPkg::Lock::Timeout=120 $missing; } >/dev/null 2>&1 ||
        echo "prove.sh: not everything could be installed"
}

failed=0 summary=""
prove() { # prove WORDS COMMAND ...: run it in full view; what follows a failure of it is not tried
    local words=$1 begun=$SECONDS status
    shift
    printf '\n== %s\n' "$words"
    "$@"
    status=$?
    case $status in
        0) result=ok ;;
        "$NO_TOOLS") result="SKIPPED, see above for what is missing" ;;
        *) result="FAILED, exit code $status" failed=1 ;;
    esac
    summary="$summary$(printf '\n   %6s s  %-50s %s' $((SECONDS - begun)) "$words" "$result")"
    return $status
}

skip() { # skip WORDS WHY
    printf '\n== %s\nSKIPPED  %s\n' "$1" "$2"
    summary="$summary$(printf '\n   %6s s  %-50s %s' 0 "$1" "SKIPPED, $2")"
}

if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then install_tools; fi
prove "the Windows program and its installer are made" python3 "$HERE/build_win.py" &&
    prove "the gate" python3 "$HERE/check_dist.py" &&
    prove "installed, used, upgraded, uninstalled under Wine" "$HERE/wine/e2e.sh"
OLD_PYTHON=$HERE/../build/linux/python/bin/python3
if [ -x "$OLD_PYTHON" ]; then
    prove "the Linux package is made" \
        python3 "$HERE/build_linux.py" --release --python "$OLD_PYTHON" &&
        prove "its gate" python3 "$HERE/check_linux.py" --release &&
        prove "installed, used, uninstalled in an old Debian" "$HERE/linux/e2e.sh"
else
    skip "the Linux package" "it wants the Python of packaging/linux/old_python.sh"
fi
printf '\n== packages%s\n' "$summary"
exit $failed
