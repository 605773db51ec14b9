"""Takes out of a bundle what the program never loads, and debug symbols: nearly half of what PyInstaller gathers."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.tools.bundle.icu import shrink_icu

# The plug-ins of Qt that are kept, by the start of their names; a bundle has no others.
PLUGINS = {
    "platforms": ("qxcb", "qwayland", "qoffscreen", "qwindows", "qcocoa"),
    "platforminputcontexts": ("ibus", "compose"),
    "platformthemes": ("qxdgdesktopportal",),
    "styles": ("qmodernwindows", "qwindowsvista", "qmac"),
    "imageformats": ("qsvg", "qico"),
    "iconengines": ("qsvgicon",),
    "wayland-shell-integration": ("xdg-shell",),
    "wayland-decoration-client": ("adwaita", "bradient"),
    "wayland-graphics-integration-client": (),
    "xcbglintegrations": (),
}
# Windows has Qt draw by software where there is no driver, which windows without OpenGL never ask for.
NEVER_LOADED = ("opengl32sw.dll", "Qt6Network*", "Qt6OpenGLWidgets*", "Qt6Pdf*", "Qt6Qml*", "Qt6Quick*", "Qt6Virtual*")
_LOADED_BY_NAME = ("libpython",)  # by the executable, when it starts
# What Qt's own wheel leaves to the system, too, with Debian's package of it: every desktop has it, and parts of another
# age get on badly (a driver of the graphics card wants its own libstdc++, fontconfig its own settings).
OF_THE_SYSTEM = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgcc_s.so.1": "libgcc-s1",
    "libglib-2.0.so.0": "libglib2.0-0t64 | libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0t64 | libglib2.0-0",
    "libstdc++.so.6": "libstdc++6",
    "libxcb.so.1": "libxcb1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libzstd.so.1": "libzstd1",
}
_AS_THEY_ARE = "numpy.libs"  # laid out by patchelf: strip would move what has to stay on its page


def trim(executable: Path, system: str) -> None:
    """Leave in the bundle what is loaded."""
    folder = executable.parent.parent if system == "darwin" else executable.parent
    for translations in folder.rglob("translations"):
        if "Qt" in translations.parts or "PySide6" in translations.parts:
            shutil.rmtree(translations)  # Qt's own in Vietnamese are among the program's resources
    _trim_plugins(folder)
    for pattern in NEVER_LOADED:
        for path in list(folder.rglob(pattern)):
            path.unlink()
    for name in ("RECORD", "direct_url.json"):  # of an installer: files that are not here, and where it was built
        for path in folder.rglob(f"*.dist-info/{name}"):
            path.unlink()
    if system == "linux":
        for icu in folder.rglob("libicudata.so.*"):
            if not icu.is_symlink():
                shrink_icu(icu)
        _drop_unneeded(executable)
        _strip(executable)
    for link in [path for path in folder.rglob("*") if path.is_symlink() and not path.exists()]:
        link.unlink()


def _trim_plugins(folder: Path) -> None:
    for plugins in [path for path in folder.rglob("plugins") if path.is_dir() and "PySide6" in path.parts]:
        for group in list(plugins.iterdir()):
            kept = PLUGINS.get(group.name, ())
            for path in list(group.iterdir()):
                if not path.name.removeprefix("lib").startswith(kept):
                    path.unlink(missing_ok=True)  # macOS has them twice, once as links
            if not any(group.iterdir()):
                group.rmdir()


def libraries(executable: Path) -> Iterator[Path]:
    """The machine code of a bundle, without links and without the executable itself."""
    for path in sorted(executable.parent.rglob("*.so*")):
        if path.is_file() and not path.is_symlink():
            yield path


def needed(path: Path) -> set[str]:
    """The names of the libraries that a file is linked with."""
    said = subprocess.run(["objdump", "-p", path], capture_output=True, text=True, check=True).stdout
    return {line.split()[1] for line in said.splitlines() if line.strip().startswith("NEEDED")}


def _drop_unneeded(executable: Path) -> None:
    """Libraries that came along with what is gone now, as GTK's with a theme of Qt."""
    inside = executable.parent / "_internal"
    shared = {inside, inside / "PySide6" / "Qt" / "lib"}
    there = list(libraries(executable))
    by_name = {path.name: path for path in there if path.parent in shared}
    for name in by_name.keys() & OF_THE_SYSTEM.keys():
        by_name.pop(name).unlink()
    waiting = [executable, *(path for path in there if path.parent not in shared)]
    waiting += [path for name, path in by_name.items() if name.startswith(_LOADED_BY_NAME)]
    reached = set(waiting)
    while waiting:
        found = {by_name[name] for name in needed(waiting.pop()) if name in by_name} - reached
        reached |= found
        waiting += found
    for path in by_name.values():
        if path not in reached:
            path.unlink()


def _strip(executable: Path) -> None:
    """Not the executable, which carries the program's modules behind its own code."""
    for path in libraries(executable):
        if path.parent.name != _AS_THEY_ARE:
            subprocess.run(["strip", "--strip-unneeded", path], check=True, capture_output=True)
