"""Projects that are made without a question: of the sample that comes with the program, of files that were named."""

from collections.abc import Sequence
from contextlib import suppress
from importlib import resources
from pathlib import Path

import platformdirs

from nhan.core.importing import ImportOptions, import_files
from nhan.core.label_files import DEFAULT, load_label_set
from nhan.core.messages import NhanError
from nhan.core.project import Project
from nhan.core.same_texts import ids_by_text
from nhan.core.store.disk import Disk
from nhan.core.store.layout import PROJECT


def sample_folder() -> Path:
    """Where the user's own copy of the sample is, or will be."""
    return _data() / "sample"


def is_the_program_s(folder: Path) -> bool:
    """Whether a project lies where the program put it, in a folder that people do not look into."""
    return folder.resolve().is_relative_to(_data().resolve())


def sample_project(folder: Path | None = None) -> Path:
    """A copy of the bundled sample articles as a project of the user's own. Returns its folder."""
    folder = folder or sample_folder()
    if not (folder / PROJECT).exists():
        with resources.as_file(resources.files("nhan.resources") / "samples") as samples:
            _fill(folder, sorted(samples.glob("*.txt")))
    return folder


def project_of(files: Sequence[Path], name: str) -> Path:
    """A project with these files: the one that was made of the same texts before, with all that was done there, else a
    new one beside it. Returns its folder."""
    folder = _data() / "opened" / name
    before = []
    while folder.exists():
        before.append(folder)
        folder = folder.with_name(f"{name}-{len(before) + 1}")
    made = _fill(folder, files)
    wanted = _texts(made)
    for earlier in before:
        with suppress(NhanError, OSError):
            if _texts(earlier) == wanted:
                Disk().remove_folder(made)
                return earlier
    return made


def _fill(folder: Path, files: Sequence[Path]) -> Path:
    project = Project.create(Disk(), folder, load_label_set(DEFAULT), folder.name)
    import_files(project, files, ImportOptions())
    return folder


def _texts(folder: Path) -> set[str]:
    return set(ids_by_text(Project.open(Disk(), folder)))


def _data() -> Path:
    return Path(platformdirs.user_data_dir("nhan", appauthor=False))
