"""Where a project keeps its model and what its trainings use again."""

from pathlib import Path

from nhan.core.store.disk import Disk
from nhan.core.tagger.model_file import ModelFile, decode

CACHE = "cache"  # of a project: everything in it can be made again
MODEL = "model.nhanmodel"
TOKENIZED = "tokenized"


def model_path(project: Path) -> Path:
    """The file of a project's model: the last one that was trained to the end."""
    return project / CACHE / MODEL


def tokenized_path(project: Path) -> Path:
    """The folder of a project's tokenized articles."""
    return project / CACHE / TOKENIZED


def imported(disk: Disk, source: Path) -> tuple[bytes, ModelFile]:
    """A model's file and what it holds. NhanError when it is no model; OSError when it cannot be read."""
    data = disk.read_bytes(source)
    return data, decode(data, source.name)
