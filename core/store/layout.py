"""Where things lie in a project folder, and how files are named after articles."""

import hashlib
import re
from pathlib import Path

from nhan.core.store.strict import Where

PROJECT = "project.json"
TEXTS, SUGGESTED, WORK, JOURNAL, AUDIT = "texts", "pre", "work", "journal", "audit"
ADJUDICATED = "adjudicated"

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_HASHED = re.compile(r"x-[0-9a-f]{24}", re.IGNORECASE)  # looks like the name of another article
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9])(\..*)?", re.IGNORECASE)


def is_plain(name: str) -> bool:
    """Whether a name can be a file's name on every system just as it is."""
    return bool(_PLAIN.fullmatch(name)) and not _DEVICE.fullmatch(name)


def key(article_id: str) -> str:
    """The name of an article's files: its id where that is safe everywhere, else a hash of it."""
    if is_plain(article_id) and not _HASHED.fullmatch(article_id):
        return article_id
    return "x-" + sha256(article_id)[:24]


def fold_id(article_id: str) -> str:
    """What must be unique in a project: two ids that differ only in case would be one file on many disks."""
    return article_id.casefold()


def annotator_folder(folder: Path, part: str, annotator: str) -> Path:
    """An annotator's folder in one part of the project. NhanError where the id cannot name a folder."""
    if not is_plain(annotator):
        raise Where(part).fault("store.annotator_name", id=annotator)
    return folder / part / annotator


def record_path(folder: Path, annotator: str, article_id: str) -> Path:
    return annotator_folder(folder, WORK, annotator) / sha256(article_id)[:2] / f"{key(article_id)}.json"


def shown(folder: Path, path: Path) -> str:
    """A file's name as people read it in messages: from the project folder on, with forward slashes."""
    return path.relative_to(folder).as_posix()


def sha256(text: str) -> str:
    """Of the text's UTF-8 bytes, in hex. UnicodeEncodeError where the text holds a lone surrogate."""
    return hashlib.sha256(text.encode()).hexdigest()
