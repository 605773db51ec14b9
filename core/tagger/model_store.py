"""Where a project keeps its models and what its trainings use again."""

import hashlib
from contextlib import suppress
from pathlib import Path

from nhan.core.messages import NhanError
from nhan.core.store.disk import Disk
from nhan.core.tagger.model_file import ModelFile, decode

CACHE = "cache"  # of a project: everything in it can be made again
MODELS = "models"
ENDING = ".nhanmodel"
FORMER = f"model{ENDING}"  # the one file that every program of former versions wrote
TOKENIZED, ADVICE = "tokenized", "advice"
KEPT = 3  # models of one person: another program may be about to read the last but one


def newest_model(disk: Disk, project: Path, annotator: str = "") -> Path | None:
    """The file of the model that was trained last; None while there is none.

    ``annotator``: only what this person trained counts, and what no file says of who did; "" = whoever trained it.
    What this version cannot read is in nobody's way. Where that is all there is, its reader says what is wrong.
    """
    models = project / CACHE / MODELS
    people = [annotator] if annotator else disk.list(models)
    found = _newest_first(disk, [project / CACHE / FORMER, *_files(disk, models, people)])
    return next((path for path in found if is_readable(disk, path)), next(iter(found), None))


def is_readable(disk: Disk, path: Path) -> bool:
    """Whether this version can read the model."""
    try:
        imported(disk, path)
    except (NhanError, OSError):
        return False
    return True


def keep_model(disk: Disk, project: Path, annotator: str, data: bytes) -> Path:
    """Put a model in the place of the person's last one. OSError: the last one still stands.

    The file is named after what is in it, so that no two programs ever write different models to one file.
    """
    models = project / CACHE / MODELS
    path = models / annotator / f"{hashlib.sha256(data).hexdigest()[:16]}{ENDING}"
    disk.make_folders(path.parent)
    disk.write_atomic(path, data)
    for old in _newest_first(disk, _files(disk, models, [annotator]))[KEPT:]:
        with suppress(OSError):  # on Windows: another program reads it
            disk.remove(old)
    return path


def _files(disk: Disk, models: Path, people: list[str]) -> list[Path]:
    listed = ((models / person, name) for person in people for name in disk.list(models / person))
    return [folder / name for folder, name in listed if name.endswith(ENDING)]


def _newest_first(disk: Disk, paths: list[Path]) -> list[Path]:
    """Those of the files that are there, by the time of their last change."""
    aged = [(found.modified, path) for path in paths if (found := disk.stat(path))]
    return [path for _, path in sorted(aged, reverse=True)]


def tokenized_path(project: Path) -> Path:
    """The folder of a project's tokenized articles."""
    return project / CACHE / TOKENIZED


def advice_path(project: Path) -> Path:
    """The folder of what advisers have said of a project's articles."""
    return project / CACHE / ADVICE


def imported(disk: Disk, source: Path) -> tuple[bytes, ModelFile]:
    """A model's file and what it holds. NhanError when it is no model; OSError when it cannot be read."""
    data = disk.read_bytes(source)
    return data, decode(data, source.name)
