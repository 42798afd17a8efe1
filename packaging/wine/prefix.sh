# A Windows 10 for tests: Chinese, with code page 936. Sourced by e2e.sh; needs $WORK (a folder).
# Everything here is for tests under Wine only, nothing of it is shipped.

export WINEPREFIX="$WORK/prefix" WINEARCH=win64 WINEDEBUG=-all LC_ALL=zh_CN.UTF-8
# No pop-ups of the debugger, no offers to install what is not needed.
export WINEDLLOVERRIDES="mscoree,mshtml,winedbg.exe="
C="$WINEPREFIX/drive_c"

# Wine's console programs of CPython need an input that is no terminal and an output that is a pipe.
windows() { wine "$@" </dev/null 2>&1 | cat; return "${PIPESTATUS[0]}"; }
quiet() { wine "$@" </dev/null >/dev/null 2>&1; }

make_prefix() {
    if ! locale -a | grep -qi '^zh_CN.utf-\?8$'; then
        localedef -i zh_CN -f UTF-8 zh_CN.UTF-8
    fi
    wineboot -i </dev/null >/dev/null 2>&1
    quiet winecfg -v win10
    quiet regedit /S "$(winepath -w "$HERE/fonts.reg" 2>/dev/null)"
    # What Wine 8 lacks: a class of Windows without which Qt 6.7 to 6.9 do not start; random numbers.
    for part in windows.ui:winui.c bcryptprimitives:prng.c; do
        x86_64-w64-mingw32-gcc -w -O2 -s -shared -o "$C/windows/system32/${part%:*}.dll" \
            "$HERE/${part#*:}" -ladvapi32
    done
    wineserver -w
}
