# The steps of e2e.sh, each a function that fails where something is not as it should be.

CLERK=/home/clerk
REPORT='我的 年报（2025）.nianbao'
tell() { echo "$*" >>"$WORK/tell"; }
fails() { if "$@"; then echo "did not fail: $*"; return 1; fi; }
picture() { import -window root "$PICTURES/$1.png"; }

inside() { chroot "$OLD" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive "$@"; }
as_clerk() { # as_clerk COMMAND ...: in the old Debian, as a user with an empty session
    chroot --userspec=1000:1000 "$OLD" env -i PATH=/usr/bin:/bin HOME=$CLERK "$@"
}
without_network() { unshare --net -- "$(command -v chroot)" --userspec=1000:1000 "$OLD" env -i HOME=$CLERK "$@"; }

wait_for_window() { timeout 60 xdotool search --sync --onlyvisible --name "$1"; }
wait_until() {
    local n
    for n in $(seq 60); do if "$@" >/dev/null 2>&1; then return 0; fi; sleep 0.5; done
    echo "did not happen: $*"
    return 1
}
no_window() { ! xdotool search --onlyvisible --name "$1" >/dev/null; }
press() { for key in "$@"; do xdotool key --delay 60 "$key"; sleep 0.4; done; }

make_system() {
    debootstrap --variant=minbase "$SUITE" "$OLD" "$MIRROR"
    mount -t proc proc "$OLD/proc"
    inside useradd --create-home --uid 1000 clerk
    # A desktop has these; the program does not depend on them.
    tr -d - </proc/sys/kernel/random/uuid >"$OLD/etc/machine-id"
    inside apt-get -qy install --no-install-recommends \
        desktop-file-utils shared-mime-info libglib2.0-bin hicolor-icon-theme fonts-wqy-microhei
    tell "$(inside ldd --version | head -n 1)"
}

installs() {
    cp "$DEB" "$OLD/tmp/"
    inside apt-get -qy install --no-install-recommends "/tmp/$(basename "$DEB")"
    inside dpkg --verify nianbao
    inside dpkg -s nianbao | grep '^Status: install ok installed'
    test -L "$OLD/usr/bin/nianbao"
    diff -r "$BUILT/nianbao" "$OLD/opt/nianbao"
    tell "installed: $(du -sm "$OLD/opt/nianbao" | cut -f1) MiB"
}

self_test() {
    without_network /usr/bin/nianbao --self-test $CLERK/自检.json
    grep '"ok": true' "$OLD$CLERK/自检.json"
    fails without_network /usr/bin/nianbao --self-test /没有/这个/文件夹.json
}

here() { PYTHONPATH="$ROOT/src" QT_QPA_PLATFORM=offscreen "$PYTHON" -m nianbao "$@"; }

same_as_here() {
    if ! here --version; then echo "no Python that runs the program here; name one: PYTHON=…"; return 77; fi
    sample=$ROOT/tests/samples/import/A02_一页全部_含正文.xlsx
    cp "$sample" "$OLD$CLERK/上报 表格.xlsx"
    cp "$ROOT/resources/example.nianbao" "$OLD$CLERK/$REPORT"
    chown 1000:1000 "$OLD$CLERK"/*
    as_clerk nianbao read "$CLERK/上报 表格.xlsx" -o "$CLERK/读入.nianbao"
    here read "$sample" -o "$WORK/读入.nianbao"
    for ending in docx xlsx html; do
        as_clerk nianbao export "$CLERK/$REPORT" -o "$CLERK/年报.$ending"
        as_clerk nianbao export --draft "$CLERK/读入.nianbao" -o "$CLERK/草稿.$ending"
        here export "$ROOT/resources/example.nianbao" -o "$WORK/年报.$ending"
        here export --draft "$WORK/读入.nianbao" -o "$WORK/草稿.$ending"
        for name in 年报 草稿; do
            python3 "$ROOT/packaging/wine/same_content.py" "$WORK/$name.$ending" \
                "$OLD$CLERK/$name.$ending" | tee -a "$WORK/tell"
        done
    done
    as_clerk nianbao export "$CLERK/$REPORT" -o "$CLERK/年报.pdf"
    grep -a -q /FontFile "$OLD$CLERK/年报.pdf"
}

says_what_is_wrong() {
    status=0
    as_clerk nianbao read "$CLERK/没有 这个文件.xlsx" >"$WORK/refused" 2>&1 || status=$?
    test $status = 2
    grep '没有 这个文件.xlsx' "$WORK/refused"
    fails grep Traceback "$WORK/refused"
}

kind_of_report() { as_clerk gio info -a standard::content-type "$CLERK/$REPORT"; }

is_registered() {
    inside desktop-file-validate /usr/share/applications/nianbao.desktop
    kind_of_report | grep 'standard::content-type: application/x-nianbao$'
    as_clerk gio mime application/x-nianbao | grep nianbao.desktop
}

opens_by_double_click() {
    # As desktops made with Qt 5 and fcitx set it for their own programs.
    as_clerk DISPLAY="$DISPLAY" QT_QPA_PLATFORM='dxcb;xcb' QT_IM_MODULE=fcitx QT_STYLE_OVERRIDE=ukui \
        LANG=C.UTF-8 gio open "$CLERK/$REPORT" >"$WORK/opened" 2>&1 &
    begun=$(date +%s%N)
    window=$(wait_for_window "我的 年报（2025）.nianbao") || { cat "$WORK/opened"; return 1; }
    tell "a window after $((($(date +%s%N) - begun) / 1000000)) ms"
    sleep 4
    # No window manager is there to give the keys to it.
    xdotool windowfocus --sync "$window"
    picture 1-opened
    press ctrl+3
    sleep 1
    picture 2-table
}

keeps_what_was_typed() {
    press 7 Return ctrl+s
    sleep 1
    picture 3-typed
    press ctrl+q
    wait_until no_window 我的
    fails cmp "$ROOT/resources/example.nianbao" "$OLD$CLERK/$REPORT"
    as_clerk nianbao check "$CLERK/$REPORT" >"$WORK/found" || test $? = 1
    grep 必须改 "$WORK/found"
}

uninstalls() {
    find "$OLD$CLERK" -type f | sort >"$WORK/before"
    grep -q "/.config/nianbao/" "$WORK/before"
    inside dpkg --purge nianbao
    find "$OLD$CLERK" -type f | sort | diff "$WORK/before" -
    for place in opt/nianbao usr/bin/nianbao usr/share/applications/nianbao.desktop; do
        fails test -e "$OLD/$place"
    done
    kind_of_report | fails grep application/x-nianbao
}
