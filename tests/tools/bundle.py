"""Builds the program as a frozen bundle, which needs no Python: ``python -m tests.tools.bundle FOLDER``.

What comes is the folder ``FOLDER/nhan`` with one executable, which is the window, the command line and, started by
itself, each of its child processes.
"""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

from nhan.core.servers import SERVERS
from nhan.core.suggest.registry import SUGGESTERS
from tests.tools import checks

NAME = "nhan"
# Named only in strings, where PyInstaller does not look: what children run, the suggesters, a part of underthesea.
HIDDEN = [*SERVERS, *(each.module for each in SUGGESTERS.values()), "underthesea.address"]
NEVER = ["torch", "transformers", "distributed", "dask", "tornado", "tkinter", "unittest", "pytest", "PIL"]
AGENT = "agent"  # of underthesea: its data without its modules would pass for a module, an empty one
# One theme of Qt brings all of GTK along; without it Qt looks as it does elsewhere.
UNUSED = ["libqgtk3.so", "libgtk-3.so*", "libgdk-3.so*", "libgdk_pixbuf*", "libpango*", "libcairo*", "libatk*"]


def build(folder: Path) -> Path:
    """The bundle's executable. CalledProcessError, with what PyInstaller said, where it cannot be built."""
    checks.view(checks.ROOT)
    made = folder / "build"
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--onedir", "--name", NAME, "--log-level", "ERROR"]
    command += ["--distpath", str(folder), "--workpath", str(made), "--specpath", str(made)]
    command += ["--paths", str(checks.ROOT / ".typeview"), "--copy-metadata", NAME]
    for module in HIDDEN:
        command += ["--hidden-import", module]
    for module in NEVER:
        command += ["--exclude-module", module]
    for source, target in [(checks.ROOT / "resources", Path("nhan", "resources")), *_underthesea()]:
        command += ["--add-data", f"{source}{os.pathsep}{target}"]
    start = checks.ROOT / "gui" / "__main__.py"
    environment = os.environ | {"PYINSTALLER_CONFIG_DIR": str(made / "cache")}
    subprocess.run([*command, str(start)], cwd=folder, env=environment, capture_output=True, text=True, check=True)
    for pattern in UNUSED:
        for path in (folder / NAME).rglob(pattern):
            path.unlink()
    return folder / NAME / (f"{NAME}.exe" if sys.platform == "win32" else NAME)


def _underthesea() -> list[tuple[Path, Path]]:
    """Its data files, and the folders of the bundle that they belong in."""
    spec = importlib.util.find_spec("underthesea")
    assert spec is not None and spec.submodule_search_locations
    home = Path(spec.submodule_search_locations[0])
    found = [path for path in home.rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc")]
    data = [path for path in found if path.relative_to(home).parts[0] != AGENT]
    return [(path, path.parent.relative_to(home.parent)) for path in data]


if __name__ == "__main__":
    print(build(Path(sys.argv[1]).resolve()))
