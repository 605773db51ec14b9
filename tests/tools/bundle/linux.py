"""A bundle as Linux takes it: an archive that is started where it is unpacked, and a package of Debian's."""

import os
import re
import shutil
import subprocess
import tarfile
import time
from importlib.metadata import version
from pathlib import Path

from tests.tools.bundle.frozen import NAME, PACKAGING
from tests.tools.bundle.icons import ICON, png
from tests.tools.bundle.names import download
from tests.tools.bundle.trimming import OF_THE_SYSTEM
from tests.tools.checks import ROOT

ICON_SIZES = (48, 128, 256)
_GLIBC = re.compile(rb"GLIBC_2\.(\d+)\0")


def shared_files() -> dict[str, Path]:
    """What lies beside the executable in the archive, by its place there."""
    return {
        "READ-ME.txt": PACKAGING / "READ-ME.txt",
        "LICENSE": ROOT / "LICENSE",
        "NOTICE.txt": ROOT / "resources" / "encoder" / "NOTICE.txt",
        "add-to-menu.sh": PACKAGING / "add-to-menu.sh",
        "share/nhan.desktop": PACKAGING / "nhan.desktop",
        "share/nhan-mime.xml": PACKAGING / "nhan-mime.xml",
        "share/nhan.svg": ICON,
    }


def archive(bundle: Path, out: Path, preset: int) -> Path:
    """The ``.tar.xz`` of a bundle's folder, with one folder in it. ``preset``: how hard xz tries, 0 to 9."""
    path = out / download("tar", "linux")
    top = f"{NAME}-{version(NAME)}"
    with path.open("wb") as file:
        xz = subprocess.Popen(["xz", "-T0", f"-{preset}", "-c"], stdin=subprocess.PIPE, stdout=file)
        assert xz.stdin is not None
        with tarfile.open(fileobj=xz.stdin, mode="w|") as tar:
            tar.add(bundle, top, filter=_plain)
            for name, source in shared_files().items():
                tar.add(source, f"{top}/{name}", filter=_plain)
        xz.stdin.close()
        if xz.wait():
            raise subprocess.CalledProcessError(xz.returncode, xz.args)
    return path


def deb(bundle: Path, out: Path, made: Path, preset: int) -> Path:
    """The ``.deb`` of a bundle's folder, by dpkg-deb; ``made`` is a folder to lay it out in."""
    root = made / "deb"
    shutil.rmtree(root, ignore_errors=True)
    inside = root / "usr" / "lib" / NAME
    shutil.copytree(bundle, inside, symlinks=True)
    share = root / "usr" / "share"
    placed = {
        share / "applications" / "nhan.desktop": (PACKAGING / "nhan.desktop").read_bytes(),
        share / "mime" / "packages" / "nhan.xml": (PACKAGING / "nhan-mime.xml").read_bytes(),
        share / "icons" / "hicolor" / "scalable" / "apps" / "nhan.svg": ICON.read_bytes(),
        share / "doc" / NAME / "copyright": _copyright(),
    }
    for size in ICON_SIZES:
        placed[share / "icons" / "hicolor" / f"{size}x{size}" / "apps" / "nhan.png"] = png(size)
    for path, data in placed.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (root / "usr" / "bin").mkdir()
    (root / "usr" / "bin" / NAME).symlink_to(Path("..", "lib", NAME, NAME))
    (root / "DEBIAN").mkdir()
    (root / "DEBIAN" / "control").write_text(control(bundle), encoding="utf-8")
    path = out / download("deb", "linux")
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", f"-z{preset}", "--build", str(root), str(path)]
    subprocess.run(command, check=True, capture_output=True, text=True)
    return path


def control(bundle: Path) -> str:
    """What the package manager reads."""
    files = [path for path in bundle.rglob("*") if path.is_file() and not path.is_symlink()]
    size = sum(path.stat().st_size for path in files) // 1024
    glibc = max(int(found) for path in files for found in _GLIBC.findall(path.read_bytes()))
    needs = ", ".join(dict.fromkeys([f"libc6 (>= 2.{glibc})", *OF_THE_SYSTEM.values(), "xkb-data"]))
    architecture = download("deb", "linux").rpartition("_")[2].removesuffix(".deb")
    return (
        f"Package: {NAME}\nVersion: {version(NAME)}\nArchitecture: {architecture}\nSection: text\nPriority: optional\n"
        f"Installed-Size: {size}\nMaintainer: Nhãn <nhan@localhost>\nDepends: {needs}\n"
        "Recommends: fonts-noto-core | fonts-dejavu-core\n"
        "Description: correct pre-annotated spans in Vietnamese articles\n"
        " Nhãn suggests names of persons, places and organisations in Vietnamese articles,\n"
        " or whatever labels a project has, and takes one key for each decision on them.\n"
    )


def _copyright() -> bytes:
    return (ROOT / "LICENSE").read_bytes() + b"\n\n" + (ROOT / "resources" / "encoder" / "NOTICE.txt").read_bytes()


def _plain(info: tarfile.TarInfo) -> tarfile.TarInfo:
    """Of nobody, of one time, as everybody may read it: the same bundle makes the same archive."""
    info.uid = info.gid = 0
    info.uname = info.gname = "root"
    info.mtime = int(os.environ.get("SOURCE_DATE_EPOCH", time.time()))
    info.mode = 0o755 if info.isdir() or info.mode & 0o100 else 0o644
    return info
