"""The guard of every file that goes out of a project: nothing is ever written over the project's own files."""

import sys
from itertools import chain, count
from pathlib import Path

from nhan.core.messages import NhanError
from nhan.core.store.layout import is_device


def export_target(path: Path, project: Path, system: str = sys.platform) -> Path:
    """The file to be replaced: where ``path`` is a link, what it leads to. NhanError where nothing may be written:
    a folder, a place in no folder, a place inside the project's folder, by whatever name, a device of Windows."""
    if system == "win32" and is_device(path.name):
        raise NhanError("exporting.device", file=str(path))
    if path.is_dir():
        raise NhanError("exporting.folder", file=str(path))
    if not path.parent.is_dir():
        raise NhanError("exporting.no_folder", file=str(path), folder=str(path.parent))
    target = path.resolve()
    if any(_is_same(folder, project) for folder in target.parents):
        raise NhanError("exporting.inside", file=str(path))
    return target


def export_folder_target(path: Path, project: Path) -> Path:
    """The folder to be made. NhanError where nothing may be written: files are in it, else as for a file."""
    if path.is_dir():
        if any(path.iterdir()):
            raise NhanError("formats.folder_taken", folder=str(path))
        return export_target(path / "x", project).parent
    if path.exists():
        raise NhanError("formats.folder_taken", folder=str(path))
    return export_target(path, project)


def refuse_targets(project: Path, *paths: Path | None) -> None:
    """Where what is to be written besides may not be there: that is said before anything is done."""
    for path in filter(None, paths):
        export_target(path, project)


def folder_within(chosen: Path, name: str) -> Path:
    """Where a folder of files goes that somebody wants in ``chosen``: there where it is empty, else into a new folder
    of this name, or this name and a number."""
    if not any(chosen.iterdir()):
        return chosen
    numbered = (chosen / f"{name} {number}" for number in count(2))
    return next(path for path in chain([chosen / name], numbered) if not path.exists())


def _is_same(folder: Path, project: Path) -> bool:
    """By what the system says of them: names may differ in case, or lead over links and mounts."""
    try:
        return folder.samefile(project)
    except OSError:
        return False
