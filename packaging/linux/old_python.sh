#!/usr/bin/env bash
# Makes a CPython 3.13 that needs no newer glibc than 2.28 (UOS 20), for the Linux package to ship.
#
#     packaging/linux/old_python.sh [FOLDER]       build/linux/python unless said otherwise
#     python3 packaging/build_linux.py --release --python build/linux/python/bin/python3
#
# The sources are Debian's, with its security fixes, from the mirror this machine uses; the compiler
# comes by packaging/lock/zig.lock and links for any glibc. Nothing is installed, no rights are
# needed. What the program does not use (OpenSSL, SQLite, Tk, bzip2 …) is left out; ctypes, which
# PyInstaller wants while it builds, and zlib use the libraries of this machine.
set -euo pipefail
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
PACKAGING=$(dirname "$HERE")
TARGET=$(realpath -m "${1:-$PACKAGING/../build/linux/python}")
SUITE=trixie SOURCE=python3.13 GLIBC=2.28 KEYS=/usr/share/keyrings/debian-archive-keyring.gpg
LEFT_OUT="_ssl _hashlib _sqlite3 _tkinter _curses _curses_panel readline _dbm _gdbm _bz2 _lzma _uuid"

missing=""
need() { [ -e "$1" ] || command -v "$1" >/dev/null || missing="$missing $2"; }
need make make; need dpkg-source dpkg-dev; need pip python3-pip; need $KEYS debian-archive-keyring
need /usr/include/zlib.h zlib1g-dev; need /usr/include/x86_64-linux-gnu/ffi.h libffi-dev
MIRROR=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' | head -n 1)
if [ -n "$missing" ]; then
    echo "old_python.sh: missing; on Debian: apt-get install$missing" >&2
    exit 1
fi
if [ -z "$MIRROR" ]; then
    echo "old_python.sh: apt knows no mirror of Debian here; run apt-get update first" >&2
    exit 1
fi

WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
chmod 755 "$WORK"
cd "$WORK"
mkdir -p lists/partial archives/partial include
echo "deb-src [signed-by=$KEYS] $MIRROR $SUITE main" >sources
apt=(apt-get -q -o "Dir::Etc::SourceList=$WORK/sources" -o Dir::Etc::SourceParts=/dev/null
    -o "Dir::State::Lists=$WORK/lists" -o "Dir::Cache=$WORK")
"${apt[@]}" update
"${apt[@]}" source $SOURCE
PYTHONPATH=$PACKAGING python3 - "$PACKAGING/lock/zig.lock" <<'END'
import sys
from pathlib import Path
from common.wheels import fetch, for_linux, locked_wheels, unpack
lock, wheels = Path(sys.argv[1]), Path("wheels")
fetch(lock, wheels, offline=False, wanted=for_linux("3.11"))
unpack(locked_wheels(lock, wheels), Path("compiler"))
END

zig=$WORK/compiler/ziglang/zig
chmod +x "$zig"
# The headers alone: the folder they lie in has those of this machine's glibc as well.
dpkg -L zlib1g-dev libffi-dev | grep '\.h$' | xargs -I{} cp {} include
library=/usr/lib/x86_64-linux-gnu
export ZIG_GLOBAL_CACHE_DIR=$WORK/cache ZIG_LOCAL_CACHE_DIR=$WORK/cache
export CC="$zig cc -target x86_64-linux-gnu.$GLIBC" CXX="$zig c++ -target x86_64-linux-gnu.$GLIBC"
export AR="$zig ar" RANLIB="$zig ranlib" SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-1767225600}
export CFLAGS="-g0 -fno-sanitize=undefined -Wno-date-time"
export ZLIB_CFLAGS="-I$WORK/include" ZLIB_LIBS=$library/libz.so
export LIBFFI_CFLAGS="-I$WORK/include" LIBFFI_LIBS=$library/libffi.so
cd "$WORK"/$SOURCE-*/
printf '%s\n' '*disabled*' $LEFT_OUT >Modules/Setup.local
# The folder it is made in gets into the library: a usual one stands there, Python finds its own.
./configure --prefix=/usr/local --build=x86_64-pc-linux-gnu --host=x86_64-pc-linux-gnu \
    --enable-shared --without-ensurepip --disable-test-modules
# The compiler knows this option by its long name only.
sed -i 's/-Wl,-h/-Wl,-soname,/' Makefile
# libpython3.so is for others to link with; the rpath goes into the program alone.
make=(make -j"$(nproc)" PY3LIBRARY= "LINKFORSHARED=-Xlinker -export-dynamic -Wl,-rpath,$TARGET/lib")
"${make[@]}" all
"${make[@]}" install DESTDIR="$WORK/installed"
rm -rf "$TARGET"
mkdir -p "$(dirname "$TARGET")"
mv "$WORK/installed/usr/local" "$TARGET"
"$TARGET/bin/python3" -c 'import ctypes, sys, zlib; print(sys.version)'
