"""Builds the program as a frozen bundle, which needs no Python: a folder with one executable.

That is the window, the command line and, started by itself, each of its child processes.
"""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

from nhan.core.bug_report import PARTS
from nhan.core.servers import SERVERS
from nhan.core.suggest.registry import SUGGESTERS
from tests.tools import checks
from tests.tools.bundle.manual_site import slim
from tests.tools.bundle.trimming import trim
from tests.tools.bundle.underthesea_data import needed_data

NAME = "nhan"
SYSTEM = sys.platform
PACKAGING = checks.ROOT / "resources" / "packaging"
# Named only in strings, where PyInstaller does not look: what children run, the suggesters, a part of underthesea.
HIDDEN = [*SERVERS, *(each.module for each in SUGGESTERS.values()), "underthesea.address"]
# Extras and tools that stand in this environment, and what libraries would use if somebody used that part of them.
NEVER = """
torch transformers distributed dask tornado tkinter unittest pytest _pytest hypothesis PIL pyarrow cassis lxml
setuptools pkg_resources distutils _distutils_hack pydoc_data doctest sqlite3 lib2to3 ensurepip curses readline attr
more_itertools PySide6.QtNetwork PySide6.QtDBus numpy.random numpy.fft numpy.f2py numpy.testing numpy.ma
numpy.polynomial numpy._core._multiarray_tests psutil xmlrpc
"""
METADATA = [NAME, *PARTS]
MANUAL = Path(NAME, "resources", "manual", "site")  # where gui/help/manual.py looks for it


def build(folder: Path, icon: Path | None = None, manual: Path | None = None) -> Path:
    """The bundle's executable. ``manual``: the site that F1 opens. CalledProcessError, with what PyInstaller said,
    where it cannot be built."""
    checks.view(checks.ROOT)
    made = folder / "build"
    made.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--onedir", "--name", NAME, "--log-level", "ERROR"]
    command += ["--distpath", str(folder), "--workpath", str(made), "--specpath", str(made)]
    command += ["--paths", str(checks.ROOT / ".typeview"), *_of_this_system(icon)]
    for option, values in (("hidden-import", HIDDEN), ("exclude-module", NEVER.split()), ("copy-metadata", METADATA)):
        for value in values:
            command += [f"--{option}", value]
    site = [] if manual is None else [(slim(manual, made / "site"), MANUAL)]
    for source, target in [*resources(), *needed_data(made), *site]:
        command += ["--add-data", f"{source}{os.pathsep}{target}"]
    start = checks.ROOT / "gui" / "__main__.py"
    environment = os.environ | {"PYINSTALLER_CONFIG_DIR": str(made / "cache")}
    subprocess.run([*command, str(start)], cwd=folder, env=environment, capture_output=True, text=True, check=True)
    executable = place(folder)
    trim(executable, SYSTEM)
    return executable


def place(folder: Path) -> Path:
    """Where the executable of a bundle in ``folder`` is."""
    if SYSTEM == "darwin":
        return folder / f"{NAME}.app" / "Contents" / "MacOS" / NAME
    return folder / NAME / (f"{NAME}.exe" if SYSTEM == "win32" else NAME)


def resources() -> list[tuple[Path, Path]]:
    """The files that the wheel holds, too, and the folders of the bundle that they belong in."""
    project = tomllib.loads((checks.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    home = checks.ROOT / "resources"
    patterns = ["__init__.py", *project["tool"]["setuptools"]["package-data"]["nhan.resources"]]
    found = sorted(path for pattern in patterns for path in home.glob(pattern))
    return [(path, Path(NAME, "resources", path.parent.relative_to(home))) for path in found]


def _of_this_system(icon: Path | None) -> list[str]:
    shown = [f"--icon={icon}"] if icon is not None else []
    if SYSTEM == "win32":
        # A program with a console, so that commands answer; a window that was started by itself hides it.
        return ["--console", "--hide-console", "hide-early", *shown]
    if SYSTEM == "darwin":
        # What is opened by double click comes as an event; this makes arguments of it.
        return ["--windowed", "--argv-emulation", "--osx-bundle-identifier", "vn.nhan.Nhan", *shown]
    return []
