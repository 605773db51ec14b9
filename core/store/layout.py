"""Where things lie in a project folder, and how files are named after articles."""

import hashlib
import re
import unicodedata
from pathlib import Path

from nhan.core.store.strict import Where

PROJECT = "project.json"
ASSIGNMENTS = "assignments.json"
TEXTS, SUGGESTED, WORK, JOURNAL, AUDIT = "texts", "pre", "work", "journal", "audit"
QUARANTINE = "quarantine"  # damaged files, and versions of records that were merged
ADJUDICATED = "adjudicated"

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_HASHED = re.compile(r"x-[0-9a-f]{24}", re.IGNORECASE)  # looks like the name of another article
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9]) *(\..*)?", re.IGNORECASE)


def is_plain(name: str) -> bool:
    """Whether a name can be a folder's or a file's name on every system just as it is."""
    return _is_stem(name) and not name.endswith(".")  # Windows leaves a last dot out: two names would be one


def _is_stem(name: str) -> bool:
    return bool(_PLAIN.fullmatch(name)) and not is_device(name)


def is_device(name: str) -> bool:
    """Whether Windows takes a file of this name for a device, whatever its ending, blanks and dots behind it."""
    return bool(_DEVICE.fullmatch(name.rstrip(" .")))


def key(article_id: str) -> str:
    """The name of an article's files, to which an ending is added: its id where that is safe everywhere, else a hash
    of it."""
    if _is_stem(article_id) and not _HASHED.fullmatch(article_id):
        return article_id
    return "x-" + sha256(article_id)[:24]


def fold_id(article_id: str) -> str:
    """What must be unique in a project: two ids that differ only in case would be one file on many disks."""
    return article_id.casefold()


def twin(article_id: str) -> str:
    """What must be unique among new ids: two that differ only in case or in their Unicode form look the same, and
    systems that copy files change the one for the other."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", article_id).casefold())


def annotator_folder(folder: Path, part: str, annotator: str) -> Path:
    """An annotator's folder in one part of the project. NhanError where the id cannot name a folder."""
    if not is_plain(annotator):
        raise Where(part).fault("store.annotator_name", id=annotator)
    return folder / part / annotator


def record_path(folder: Path, annotator: str, article_id: str) -> Path:
    return annotator_folder(folder, WORK, annotator) / record_folder(article_id) / f"{key(article_id)}.json"


def record_folder(article_id: str) -> str:
    """The folder that an article's record is in, among an annotator's."""
    return sha256(article_id)[:2]


def shown(folder: Path, path: Path) -> str:
    """A file's name as people read it in messages: from the project folder on, with forward slashes."""
    return path.relative_to(folder).as_posix()


def sha256(text: str) -> str:
    """Of the text's UTF-8 bytes, in hex. UnicodeEncodeError where the text holds a lone surrogate."""
    return hashlib.sha256(text.encode()).hexdigest()
