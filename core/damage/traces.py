"""What journals know and records do not: found by comparing the two, since opening an article sees nothing wrong."""

from collections.abc import Callable, Iterator
from contextlib import suppress

import msgspec

from nhan.core.damage.fold import fold
from nhan.core.document import Document
from nhan.core.messages import Message, NhanError
from nhan.core.project import Project
from nhan.core.store.journal_reading import articles_in, bad_lines, journal_bytes, scan
from nhan.core.store.layout import key, shown
from nhan.core.store.strict import Where, read_file

Seen = Callable[[], object]  # hears of every journal file that was read


def missing_records(project: Project, annotator: str, seen: Seen = lambda: None) -> dict[str, Message]:
    """The articles of sealed journals that there is no record of, and the sentence for each. A record is written
    before what is in it is sealed: so somebody has taken it away, or something has."""
    known: set[str] = set()
    for path in (path for paths in project.journal(annotator).sealed().values() for path in paths):
        seen()
        with suppress(NhanError):  # one that cannot be read is named by ``nhan check``
            known |= articles_in(read_file(project.disk, path, Where(shown(project.folder, path))))
    there = {key(article_id) for article_id in project.touched(annotator)}
    gone = [article_id for article_id in project.ids if article_id in known and key(article_id) not in there]
    faults = {name: _where(project, annotator, name).fault("store.record_missing", article=name) for name in gone}
    return {name: fault.message for name, fault in faults.items()}


class EditsBehind(msgspec.Struct, frozen=True):
    """An article whose record lacks edits behind a damaged line, with the record as it is with them."""

    article: str
    message: Message
    document: Document
    base: str


class _Touched(msgspec.Struct):
    """What edits behind a damaged line touch of an article: these spans, perhaps the state."""

    spans: set[str] = set()
    state: bool = False


def edits_behind_damage(project: Project, annotator: str, seen: Seen = lambda: None) -> Iterator[EditsBehind]:
    """What earlier versions sealed without having read it: those stopped at a damaged line."""
    touched = _touched_behind(project, annotator, seen)
    folded, _ = fold(project.journal(annotator), set(touched)) if touched else ({}, [])
    for article_id in (name for name in project.ids if name in touched):
        try:
            loaded = project.load(article_id, annotator)
        except NhanError:
            continue  # its record is rebuilt with all edits
        document, its = loaded.document, touched[article_id]
        edit = folded[article_id].last(document, sorted(its.spans))
        state = folded[article_id].state_after(document.state) if its.state else None
        count = len({span.id for span in (*edit.removed, *edit.added)}) + (state not in (None, document.state))
        if loaded.touched and count:
            document.apply(edit)
            document.state = state or document.state
            where = _where(project, annotator, article_id)
            fault = where.fault("store.edits_left_out", article=article_id, count=count)
            yield EditsBehind(article_id, fault.message, document, loaded.base)


def _touched_behind(project: Project, annotator: str, seen: Seen) -> dict[str, _Touched]:
    touched: dict[str, _Touched] = {}
    for path in (path for paths in project.journal(annotator).sealed().values() for path in paths):
        seen()
        try:
            if not bad_lines(journal_bytes(project.disk, path)):
                continue
            found = scan(project.disk, path)
        except NhanError:
            continue  # likewise
        for edit in (edit for entry in found.entries[found.before :] for edit in entry.change.edits):
            its = touched.setdefault(edit.article, _Touched())
            its.spans |= {span.id for span in (*edit.removed, *edit.added)}
            its.state = its.state or edit.now is not None
    return touched


def _where(project: Project, annotator: str, article_id: str) -> Where:
    return Where(shown(project.folder, project.record_path(article_id, annotator)))
