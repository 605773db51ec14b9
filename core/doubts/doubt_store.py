"""The doubts that were found last, kept by the person whose work was looked over: closing forgets nothing.

Who looks over another's work keeps a list of it for themselves: ``viewer`` is their id; "" = one's own work.
"""

from pathlib import Path

import msgspec

from nhan.core.doubts.doubt import Doubt
from nhan.core.doubts.protocol import Doubts
from nhan.core.store.disk import Disk
from nhan.core.tagger.model_store import CACHE

FOLDER, OF_OTHERS = "doubts", "of"


def keep_doubts(disk: Disk, project: Path, annotator: str, found: Doubts, viewer: str = "") -> None:
    """In the place of those before. OSError: those still stand."""
    path = _path(project, annotator, viewer)
    disk.make_folders(path.parent)
    disk.write_atomic(path, msgspec.json.encode(found))


def kept_doubts(disk: Disk, project: Path, annotator: str, viewer: str = "") -> Doubts | None:
    """Those that were found last; None where there are none, or none that can be read: they can be looked for again."""
    try:
        found = msgspec.json.decode(disk.read_bytes(_path(project, annotator, viewer)), type=Doubts)
    except (OSError, msgspec.DecodeError):
        return None
    return found if all(map(_is_whole, found.doubts)) else None


def _is_whole(doubt: Doubt) -> bool:
    return len(doubt.alternative) == len(doubt.places) > 0 and all(0 <= start < end for start, end in doubt.places)


def _path(project: Path, annotator: str, viewer: str) -> Path:
    folder = project / CACHE / FOLDER
    return (folder / OF_OTHERS / viewer if viewer else folder) / f"{annotator}.json"
