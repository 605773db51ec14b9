"""``python3 run.py --bundle OUT [--quick] [--bare] [--manual SITE]``: what a person downloads for this system."""

import argparse
import hashlib
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.tools.bundle import linux, macos, windows
from tests.tools.bundle.frozen import SYSTEM, build
from tests.tools.bundle.icons import write_icon
from tests.tools.bundle.names import SUMS
from tests.tools.manual.__main__ import make as make_manual
from tests.tools.manual.place import ManualError

HARD, QUICK = 6, 1  # how hard xz tries


def main(argv: Sequence[str]) -> int:
    """Build, pack, and say what came of it. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="run.py --bundle")
    parser.add_argument("out", type=Path)
    parser.add_argument("--quick", action="store_true", help="compress little, for trying it")
    parser.add_argument("--bare", action="store_true", help="the folder of the bundle only, nothing packed")
    parser.add_argument(
        "--manual", type=Path, help="the manual as --manual has built it; else it is built, but for --quick"
    )
    given = parser.parse_args(argv)
    out = given.out.resolve()
    made = out / "build"
    made.mkdir(parents=True, exist_ok=True)
    site: Path | None = given.manual
    try:
        if site is None and not given.quick:
            site = made / "manual"
            make_manual(site, made / "pictures")
        executable = build(out, write_icon(made, SYSTEM), site)
        packed = [] if given.bare else pack(executable, out, made, QUICK if given.quick else HARD)
    except subprocess.CalledProcessError as error:
        print(error.stdout or "", error.stderr or "", f"{error.cmd[0]} has failed", sep="\n", file=sys.stderr)
        return 1
    except ManualError as error:
        print(error, file=sys.stderr)
        return 1
    except FileNotFoundError as error:
        print(
            f"{error.filename} is not here: building needs binutils and xz, and Inno Setup on Windows", file=sys.stderr
        )
        return 1
    folder = executable.parent
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    print(f"{size / 2**20:8.1f} MiB  {folder}")
    for path in packed:
        print(f"{path.stat().st_size / 2**20:8.1f} MiB  {path}")
    return 0


def pack(executable: Path, out: Path, made: Path, preset: int) -> list[Path]:
    """The downloads of this system, and a file with their checksums."""
    bundle = executable.parent
    if SYSTEM == "win32":
        (bundle / "nhan.ico").write_bytes((made / "nhan.ico").read_bytes())
        packed = [windows.archive(bundle, out), windows.setup(bundle, out)]
    elif SYSTEM == "darwin":
        packed = [macos.disk_image(out / "nhan.app", out)]
    else:
        packed = [linux.archive(bundle, out, preset)]
        if shutil.which("dpkg-deb"):  # Debian's own
            packed.append(linux.deb(bundle, out, made, preset))
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in packed]
    (out / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")
    return packed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
