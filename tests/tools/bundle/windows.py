"""A bundle as Windows takes it: an archive that is started where it is unpacked, and an installer.

It has never run where this was written, which has no Windows; what can be checked there is checked by tests.
"""

import os
import shutil
import subprocess
import zipfile
from importlib.metadata import version
from pathlib import Path

from tests.tools.bundle.frozen import NAME, PACKAGING
from tests.tools.bundle.names import download
from tests.tools.checks import ROOT

SCRIPT = PACKAGING / "nhan.iss"
_BESIDE = (ROOT / "LICENSE", ROOT / "resources" / "encoder" / "NOTICE.txt")


def archive(bundle: Path, out: Path) -> Path:
    """The portable ``.zip`` of a bundle's folder, with one folder in it."""
    path = out / download("zip", "win32")
    top = Path(f"{NAME}-{version(NAME)}")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        for each in sorted(bundle.rglob("*")):
            made.write(each, top / each.relative_to(bundle))
        for each in _BESIDE:
            made.write(each, top / each.name)
    return path


def defines(bundle: Path, out: Path) -> dict[str, str]:
    """What the installer's script is told."""
    return {
        "Version": version(NAME),
        "Bundle": str(bundle),
        "Output": str(out),
        "Name": download("setup", "win32").removesuffix(".exe"),
    }


def setup(bundle: Path, out: Path) -> Path:
    """The installer, by Inno Setup's compiler. FileNotFoundError where that is not installed."""
    usual = Path(os.environ.get("PROGRAMFILES(X86)", "C:\\Program Files (x86)"), "Inno Setup 6", "ISCC.exe")
    compiler = shutil.which("iscc") or str(usual)
    said = [f"/D{name}={value}" for name, value in defines(bundle, out).items()]
    subprocess.run([compiler, "/Qp", *said, str(SCRIPT)], check=True)
    return out / download("setup", "win32")
