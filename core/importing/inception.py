"""What of an exported project of INCEpTION says nothing that its annotations do not say."""

from pathlib import Path

_PROJECT, _SOURCE, _ANNOTATIONS = "exportedproject.json", "source", ("annotation", "curation")
_UNTOUCHED = "INITIAL_CAS"  # a document before anybody has worked on it


def is_said_by_another(path: Path, folder: Path) -> bool:
    """Whether a file under ``folder`` is a document without what people made of it, and that lies beside it."""
    if path.stem == _UNTOUCHED:
        return any(each.stem != _UNTOUCHED for each in path.parent.iterdir())
    parts = path.relative_to(folder).parts
    if len(parts) < 2 or parts[-2] != _SOURCE:
        return False
    project = path.parents[1]
    return (project / _PROJECT).is_file() and any((project / each / path.name).is_dir() for each in _ANNOTATIONS)
