"""Every kind of file that the program writes: which versions it reads, and what comes of those of a newer program."""

from enum import Enum

import msgspec

from nhan.core.people import person
from nhan.core.releases import manifest
from nhan.core.store import assignments_file, project_file, record
from nhan.core.tagger import model_file


class Newer(Enum):
    """What comes of a file that a newer version of the program has written. It is never written over."""

    READ_ONLY = "read_only"  # shown with a word, as long as its shape is known
    LEFT_OUT = "left_out"  # its articles are out of work and named; the rest works
    PASSED_OVER = "passed_over"  # not needed for anything: another is made beside it
    REFUSED = "refused"  # in one sentence


class FileKind(msgspec.Struct, frozen=True):
    """``older``: what becomes of the file of an older version when it is written again; "" = there is none."""

    format: str
    reads: tuple[int, ...]
    writes: int
    newer: Newer
    older: str = ""


KINDS = (
    FileKind("nhan/project", (1,), project_file.VERSION, Newer.READ_ONLY),
    FileKind("nhan/assignments", (1,), assignments_file.VERSION, Newer.REFUSED),
    FileKind("nhan/article", record.READ, record.VERSION, Newer.LEFT_OUT, "kept beside the new one, as *.json.v1"),
    FileKind("nhan/texts", (1,), 1, Newer.LEFT_OUT),
    FileKind("nhan/suggestions", (1,), 1, Newer.LEFT_OUT),
    FileKind("nhan/run", (1,), 1, Newer.PASSED_OVER),
    FileKind("nhan/journal", (1,), 1, Newer.REFUSED),
    FileKind("nhan/model", (model_file.VERSION,), model_file.VERSION, Newer.REFUSED, "made again by training"),
    FileKind("nhan/person", (1,), person.VERSION, Newer.READ_ONLY),
    FileKind("nhan/backup", (1,), 1, Newer.REFUSED),
    FileKind("nhan/release", (manifest.VERSION,), manifest.VERSION, Newer.REFUSED),
)
