# The steps of e2e.sh, each a function that fails where something is not as it should be.

PROGRAMS_FOLDER='AppData/Local/Programs/年报助手'
home() { find "$C/users" -mindepth 1 -maxdepth 1 ! -name Public; }
installed() { echo "$(home)/$PROGRAMS_FOLDER"; }
registry() { windows reg query "$@" | iconv -f gbk -t utf-8 -c; }
tell() { echo "$*" >>"$WORK/tell"; }
picture() { import -window root "$PICTURES/$1.png"; }
gone() { for place in "$@"; do if [ -e "$place" ]; then echo "still there: $place"; return 1; fi; done; }
fails() { if "$@"; then echo "did not fail: $*"; return 1; fi; }

same_tree() { # same_tree FOLDER INSTALLED [NAME THAT MAY BE THERE AS WELL ...]
    local more=() name
    for name in uninstall.exe "${@:3}"; do more+=(-x "$name"); done
    diff -r "${more[@]}" "$1" "$2"
}

wait_for_window() { # wait_for_window TITLE: its number, when it is on the screen
    timeout 60 xdotool search --sync --onlyvisible --name "$1" | tail -n 1
}

wait_until() { # wait_until COMMAND ...: until it succeeds, half a minute at most
    local n
    for n in $(seq 60); do if "$@" >/dev/null 2>&1; then return 0; fi; sleep 0.5; done
    echo "did not happen: $*"
    return 1
}

no_window() { ! xdotool search --onlyvisible --name "$1" >/dev/null; }
press() { for key in "$@"; do xdotool key --delay 60 "$key"; sleep 0.4; done; }

code_page() {
    registry 'HKLM\System\CurrentControlSet\Control\Nls\CodePage' /v ACP | grep -w 936
}

refuses_old_windows() {
    quiet winecfg -v win81
    status=0; quiet "$SETUP" /S || status=$?
    quiet winecfg -v win10
    test $status = 3
    gone "$(installed)"
}

makes_previous() {
    mkdir "$WORK/previous"
    python3 "$ROOT/packaging/wine/make_previous.py" "$BUILT" "$WORK/previous"
}

installs_silently() {
    quiet "$WORK"/previous/nianbao-*-setup.exe /S
    same_tree "$WORK/previous/nianbao" "$(installed)"
}

is_registered() {
    test -f "$(home)/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/年报助手.lnk"
    test -f "$(home)/Desktop/年报助手.lnk"
    registry 'HKCU\Software\Classes\.nianbao' /ve | grep nianbao.report
    registry 'HKCU\Software\Classes\nianbao.report\shell\open\command' /ve | grep '年报助手.nianbao.exe" "%1"'
    registry 'HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\nianbao' | grep 0.0.9
}

REPORT='我的 年报（2025）.nianbao'

opens_by_double_click() {
    mkdir -p "$C/测试 目录"
    cp "$ROOT/resources/example.nianbao" "$C/测试 目录/$REPORT"
    # Wine 8 looks for kinds of files in the machine's part of the registry only.
    for key in .nianbao nianbao.report; do
        quiet reg copy "HKCU\\Software\\Classes\\$key" "HKLM\\Software\\Classes\\$key" /s /f
    done
    begun=$(date +%s%N)
    quiet start "C:\\测试 目录\\$REPORT"
    wait_for_window 年报助手
    tell "a window after $((($(date +%s%N) - begun) / 1000000)) ms, the start of Wine's own parts included"
    wait_for_window "我的 年报（2025）.nianbao"
    sleep 4
    picture 1-opened
    press ctrl+3
    sleep 1
    picture 2-table
}

refuses_while_running() {
    status=0; quiet "$SETUP" /S || status=$?
    test $status = 4
    # Run in place: a usual start runs a copy and says nothing of how it went.
    status=0; quiet "$(installed)/uninstall.exe" /S "_?=C:$(folder_in_windows)" || status=$?
    test $status = 4
    same_tree "$WORK/previous/nianbao" "$(installed)"
    wait_for_window "我的 年报（2025）.nianbao"
}

folder_in_windows() { installed | sed "s#^$C##; s#/#\\\\#g"; }

keeps_what_was_typed() {
    press 7 Return ctrl+s
    sleep 1
    picture 3-typed
    press alt+F4
    wait_until no_window 我的
    fails cmp "$ROOT/resources/example.nianbao" "$C/测试 目录/$REPORT"
    windows "$(installed)/nianbao-console.exe" check "C:/测试 目录/$REPORT" >"$WORK/found" || true
    grep 必须改 "$WORK/found"
}

upgrades() {
    echo "不是程序的文件" >"$(installed)/单位的说明.txt"
    rm "$(home)/Desktop/年报助手.lnk"
    quiet "$SETUP" &
    wait_for_window "年报助手 安装"
    sleep 1; picture 4-wizard-welcome
    press Return
    sleep 1; picture 5-wizard-folder
    press Return
    wait_until test -e "$(installed)/uninstall.exe" -a ! -e "$(installed)/app/nianbao/gone_since.pyc"
    wait_until registry_has_version "$VERSION"
    sleep 2; picture 6-wizard-end
    press Return
    wait
    # The box on the last page was ticked: the program opens.
    wait_for_window 年报助手
    sleep 4; picture 7-first-start
    press alt+F4
    wait_until no_window 年报助手
    same_tree "$BUILT/nianbao" "$(installed)" 单位的说明.txt
    gone "$(home)/Desktop/年报助手.lnk"
    test -f "$(home)/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/年报助手.lnk"
}

registry_has_version() {
    registry 'HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\nianbao' /v EstimatedSize | grep 0x &&
        registry 'HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\nianbao' | grep -wF "$1"
}

self_test() {
    for program in nianbao nianbao-console; do
        windows "$(installed)/$program.exe" --self-test "C:/测试 目录/自检 $program.json"
        grep '"ok": true' "$C/测试 目录/自检 $program.json"
    done
}

imports_every_module() {
    # The installed program with a python.exe beside it, in a copy.
    cp -r "$(installed)" "$WORK/sweep"
    (cd "$ROOT/packaging" && python3 -c "
from pathlib import Path
from win.launcher import Launcher, make_launcher
make_launcher(Launcher('python.exe', None, window=False), Path('$WORK/sweep'), '0.0.0', 'python312.dll')")
    windows "$WORK/sweep/python.exe" -c "
import importlib, pkgutil, nianbao
names = [m.name for m in pkgutil.walk_packages(nianbao.__path__, 'nianbao.') if '__main__' not in m.name]
for name in names: importlib.import_module(name)
import email, xlrd, lxml.etree
print(len(names), 'modules loaded')" | tee -a "$WORK/tell"
    grep -q 'modules loaded' "$WORK/tell"
}

SAMPLE=A02_一页全部_含正文.xlsx

command_line() {
    cp "$ROOT/tests/samples/import/$SAMPLE" "$C/测试 目录/上报 表格.xlsx"
    console=$(installed)/nianbao-console.exe
    windows "$console" read "C:\\测试 目录\\上报 表格.xlsx" -o "C:\\测试 目录\\读入 的.nianbao"
    test -s "$C/测试 目录/读入 的.nianbao"
    windows "$console" check "C:\\测试 目录\\读入 的.nianbao" --json >"$WORK/check.json" || test $? = 1
    grep -q '"findings"' "$WORK/check.json"
    for ending in docx xlsx html pdf; do
        windows "$console" export --draft "C:\\测试 目录\\读入 的.nianbao" -o "C:\\测试 目录\\草稿 稿.$ending"
        windows "$console" export "Z:$ROOT/resources/example.nianbao" -o "C:\\测试 目录\\年 报.$ending"
    done
    # Whoever opens it has other fonts: those that are used must be within.
    grep -a -q /FontFile "$C/测试 目录/年 报.pdf"
}

says_what_is_wrong() {
    status=0
    windows "$(installed)/nianbao-console.exe" read 'C:\测试 目录\没有 这个文件.xlsx' >"$WORK/refused" || status=$?
    test $status = 2
    grep '没有 这个文件.xlsx' "$WORK/refused"
    fails grep Traceback "$WORK/refused"
    fails grep '\\u' "$WORK/refused"
}

loads_its_own_libraries() {
    # A folder of somebody else's files, as a download folder may be.
    mkdir -p "$C/下载 的东西"
    for name in python312 python3 vcruntime140 Qt6Core shiboken6.abi3 version; do
        echo "no library" >"$C/下载 的东西/$name.dll"
    done
    cd "$C/下载 的东西"
    windows "$(installed)/nianbao-console.exe" --self-test "C:/测试 目录/自检 别处.json"
    grep '"ok": true' "$C/测试 目录/自检 别处.json"
}

here() { # here ARGUMENTS ...: the program on this machine
    PYTHONPATH="$ROOT/src" QT_QPA_PLATFORM=offscreen "$PYTHON" -m nianbao "$@"
}

same_as_on_linux() {
    if ! here --version; then echo "no Python that runs the program here; name one: PYTHON=…"; return 77; fi
    here read "$C/测试 目录/上报 表格.xlsx" -o "$WORK/read.nianbao"
    cmp "$WORK/read.nianbao" "$C/测试 目录/读入 的.nianbao"
    here check "$WORK/read.nianbao" --json >"$WORK/check-here.json" || test $? = 1
    diff --strip-trailing-cr "$WORK/check-here.json" "$WORK/check.json"
    for ending in docx xlsx html; do
        here export --draft "$WORK/read.nianbao" -o "$WORK/草稿 稿.$ending"
        here export "$ROOT/resources/example.nianbao" -o "$WORK/年 报.$ending"
        for name in 草稿\ 稿 年\ 报; do
            python3 "$HERE/same_content.py" "$WORK/$name.$ending" "$C/测试 目录/$name.$ending" | tee -a "$WORK/tell"
        done
    done
}

imports_corrects_exports() {
    # A workbook of the example with one wrong number, so that it cannot be exported as it is.
    python3 - "$ROOT/resources/example.nianbao" "$WORK/wrong.nianbao" <<'END'
import json, sys
with open(sys.argv[1], encoding="utf-8") as source:
    report = json.load(source)
report["cells"]["t3.1.natural"] = 25  # the example has 15
with open(sys.argv[2], "w", encoding="utf-8") as target:
    json.dump(report, target)
END
    windows "$(installed)/nianbao-console.exe" export --draft "Z:$WORK/wrong.nianbao" -o 'C:\测试 目录\上报 有错.xlsx'
    quiet start /unix "$(installed)/nianbao.exe" 'C:\测试 目录\上报 有错.xlsx'
    wait_for_window 里找到的内容
    sleep 1; picture 10-import
    press alt+t
    wait_until no_window 里找到的内容
    sleep 1; press ctrl+3
    sleep 1; picture 11-wrong
    press 1 5 Return
    press ctrl+e
    wait_for_window '导出 Word'
    sleep 1; picture 12-export
    press Return
    made='某市某局2025年政府信息公开工作年度报告.docx'
    wait_until test -s "$C/测试 目录/$made"
    sleep 1; picture 13-exported
    press alt+F4
    sleep 1; press n
    wait_until no_window 年报助手
    # The example itself, exported on the command line, has the same words and numbers.
    python3 "$HERE/same_content.py" "$C/测试 目录/年 报.docx" "$C/测试 目录/$made" | tee -a "$WORK/tell"
}

zip_runs() {
    mkdir -p "$C/便携 版"
    (cd "$C/便携 版" && unzip -q "$BUILT/nianbao-$VERSION.zip")
    diff -r "$BUILT/nianbao" "$C/便携 版/nianbao-$VERSION"
    windows "$C/便携 版/nianbao-$VERSION/nianbao.exe" --self-test "C:/测试 目录/自检 zip.json"
    grep '"ok": true' "$C/测试 目录/自检 zip.json"
}

uninstalls() {
    ls -R "$(home)/AppData/Roaming/年报助手" >"$WORK/own-before"
    test -s "$WORK/own-before"
    folder=$(installed)
    quiet "$folder/uninstall.exe" /S
    wait_until gone "$folder/uninstall.exe"
    wait_until no_key 'HKCU\Software\nianbao'
    # What is not ours stays, and with it the folder.
    test "$(find "$folder" -type f)" = "$folder/单位的说明.txt"
    rm "$folder/单位的说明.txt"
    test -z "$(find "$folder" -type f)"
    ls -R "$(home)/AppData/Roaming/年报助手" | diff "$WORK/own-before" -
    test -s "$C/测试 目录/$REPORT"
    gone "$(home)/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/年报助手.lnk"
    for key in 'Software\Classes\.nianbao' 'Software\Classes\nianbao.report' \
        'Software\Microsoft\Windows\CurrentVersion\Uninstall\nianbao'; do
        no_key "HKCU\\$key"
    done
}

no_key() { ! quiet reg query "$1"; }

own_tests() {
    python3 "$HERE/make_test_python.py" "$WORK/tests" "$BUILT/nianbao" "$BUILT/wheels"
    # Wine's screen makes Qt complain; what Wine cannot do stands in wine_gaps.py.
    ignored=$(printf '%s\n' "This plugin does not support" \
        "QtWindows::DpiAwareness" "Unable to open monitor interface")
    cd "$ROOT"
    windows "$WORK/tests/python.exe" -B -m pytest -q -p no:cacheprovider -p wine_gaps -rxXf \
        -o "qt_log_ignore=$ignored" -o faulthandler_timeout=120 \
        tests/forms tests/io tests/app tests/ui | tail -n 60 | iconv -f gbk -t utf-8 -c >"$WORK/pytest"
    cp "$WORK/pytest" "$PICTURES/../pytest-on-windows.txt"
    cat "$WORK/pytest"
    tail -n 1 "$WORK/pytest" >>"$WORK/tell"
    tail -n 1 "$WORK/pytest" | grep -w passed
    tail -n 1 "$WORK/pytest" | fails grep -w failed
}
