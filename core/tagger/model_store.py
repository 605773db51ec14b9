"""Where a project keeps its model and what its trainings need again."""

from pathlib import Path

from nhan.core.store.disk import Disk
from nhan.core.tagger.model_file import ModelFile, decode

CACHE = "cache"  # of a project: everything in it can be made again
MODEL = "model.nhanmodel"
READINGS = "readings"


def model_path(project: Path) -> Path:
    """Where a project's model is: the last one that was trained to the end."""
    return project / CACHE / MODEL


def readings_path(project: Path) -> Path:
    """Where a project keeps what underthesea said of its articles."""
    return project / CACHE / READINGS


def imported(disk: Disk, source: Path) -> tuple[bytes, ModelFile]:
    """A model's file, checked. NhanError when it is none; OSError when it cannot be read."""
    data = disk.read_bytes(source)
    return data, decode(data, source.name)
