"""An article as the disk has it, for whoever reads one or writes one."""

from pathlib import Path

import msgspec

from nhan.core.document import Document
from nhan.core.store.disk import Stat
from nhan.core.store.record import Base, Record
from nhan.core.store.records import Carried


class Loaded(msgspec.Struct):
    """An article as the disk has it. ``applied``: how far each session's journal is in it."""

    document: Document
    base: str  # the run of the suggestions it stands on; "" = none
    applied: dict[str, int]
    touched: bool  # there is a work record
    stat: Stat | None = None  # of the record; None: there is none
    copies: tuple[Path, ...] = ()  # other versions of the record that are merged here


def record_of(loaded: Loaded, annotator: str, base: Base | None, carried: Carried) -> Record:
    """The article as the annotator's record. ``base``: the suggestions it stands on; ``carried``: what the record that
    is there says beside."""
    document = loaded.document
    return Record(
        article=document.article,
        spans=tuple(document),
        state=document.state,
        annotator=annotator,
        base=base,
        applied=loaded.applied,
        disputes=document.disputes,
        extra=carried.extra,
        stat=loaded.stat,
    )
