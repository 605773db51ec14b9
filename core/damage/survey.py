"""What is damaged of one annotator's work, and what would be done about it. Everything is read, nothing is written."""

from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from pathlib import Path

import msgspec
from msgspec.structs import replace

from nhan.core.damage.fold import Folded, fold
from nhan.core.damage.rebuild import Rebuilt, rebuild
from nhan.core.damage.traces import EditsBehind, edits_behind_damage, missing_records
from nhan.core.messages import Message, NhanError
from nhan.core.project import Project
from nhan.core.store.journal_reading import bad_lines, journal_bytes, journal_fault
from nhan.core.store.layout import shown
from nhan.core.store.quarantine import is_kept
from nhan.core.store.record import decode_record
from nhan.core.store.strict import Where, read_file

# What is no damage: work by somebody else's rules, or a file that may be read another time.
LEFT_ALONE = frozenset({"store.conflict", "store.unknown_version", "store.unreadable"})


class Fault(Enum):
    """What is wrong with a record."""

    DAMAGED = "damaged"  # it cannot be read
    MISSING = "missing"  # journals have edits of the article
    BEHIND = "behind"  # it lacks edits that stand behind a damaged line of a journal


class DamagedArticle(msgspec.Struct, frozen=True):
    """An article whose record is to be written again. ``remedy``: what would be written, or why nothing can be."""

    article: str
    file: str
    fault: Fault
    message: Message
    remedy: Rebuilt | Message


class DamagedJournal(msgspec.Struct, frozen=True):
    """A journal with damaged lines. ``kept``: a copy of it is in quarantine already."""

    path: Path
    messages: tuple[Message, ...]
    kept: bool


class Survey(msgspec.Struct, frozen=True):
    """All that was found. ``left``: what is wrong and not to be put right here."""

    annotator: str
    articles: tuple[DamagedArticle, ...] = ()
    journals: tuple[DamagedJournal, ...] = ()
    left: tuple[Message, ...] = ()

    @property
    def to_write(self) -> list[tuple[DamagedArticle, Rebuilt]]:
        """The articles that can be rebuilt."""
        return [(each, each.remedy) for each in self.articles if isinstance(each.remedy, Rebuilt)]

    @property
    def to_keep(self) -> list[DamagedJournal]:
        """The journals that a copy is to be made of."""
        return [each for each in self.journals if not each.kept]


def survey(project: Project, annotator: str, seen: Callable[[], object] = lambda: None) -> Survey:
    """Look through all of the annotator's work. ``seen`` hears of every file that was read."""
    damaged: dict[str, Message] = {}
    left: list[Message] = []
    for article_id in project.touched(annotator):
        seen()
        if (found := record_fault(project, annotator, article_id)) is not None:
            if found.key in LEFT_ALONE:
                left.append(found)
            else:
                damaged[article_id] = found
    missing = missing_records(project, annotator, seen)
    articles = [*_rebuilt(project, annotator, damaged, Fault.DAMAGED)]
    articles += _rebuilt(project, annotator, missing, Fault.MISSING)
    articles += [_behind(project, annotator, each) for each in edits_behind_damage(project, annotator, seen)]
    return Survey(annotator, tuple(articles), tuple(_journals(project, annotator)), tuple(left))


def survey_article(project: Project, annotator: str, article_id: str, message: Message) -> DamagedArticle | None:
    """The same of one article that cannot be read for this reason; None where no rebuilding would help."""
    if not project.disk.exists(project.record_path(article_id, annotator)):
        gone = {name: fault for name, fault in missing_records(project, annotator).items() if name == article_id}
        return next(_rebuilt(project, annotator, gone, Fault.MISSING), None)
    found = record_fault(project, annotator, article_id)
    if found is None or found.key in LEFT_ALONE:
        return None
    return next(_rebuilt(project, annotator, {article_id: message}, Fault.DAMAGED))


def survey_missing(project: Project, annotator: str, missing: Mapping[str, Message]) -> Survey:
    """The same of articles whose records were missing, whatever somebody has begun in their places since."""
    return Survey(annotator, tuple(_rebuilt(project, annotator, missing, Fault.MISSING)))


def record_fault(project: Project, annotator: str, article_id: str) -> Message | None:
    """Why the annotator's record of the article cannot be read; None where it can."""
    path = project.record_path(article_id, annotator)
    where = Where(shown(project.folder, path))
    try:
        read = decode_record(read_file(project.disk, path, where), where)
        if read.article.id != article_id:
            raise where.fault("store.other_article", "id", id=read.article.id, wanted=article_id)
    except NhanError as error:
        return error.message
    return None


def _rebuilt(project: Project, annotator: str, faults: Mapping[str, Message], fault: Fault) -> Iterator[DamagedArticle]:
    folded, unread = fold(project.journal(annotator), set(faults)) if faults else ({}, [])
    for article_id, message in faults.items():
        path = project.record_path(article_id, annotator)
        remedy: Rebuilt | Message
        try:
            data = read_file(project.disk, path, Where(shown(project.folder, path))) if fault is Fault.DAMAGED else b""
            remedy = rebuild(project, annotator, article_id, folded.get(article_id, Folded()), data)
            remedy = replace(remedy, unread=tuple(unread))
        except NhanError as error:
            remedy = error.message
        yield DamagedArticle(article_id, shown(project.folder, path), fault, message, remedy)


def _behind(project: Project, annotator: str, behind: EditsBehind) -> DamagedArticle:
    file = shown(project.folder, project.record_path(behind.article, annotator))
    remedy = Rebuilt(behind.document, behind.base)
    return DamagedArticle(behind.article, file, Fault.BEHIND, behind.message, remedy)


def _journals(project: Project, annotator: str) -> Iterator[DamagedJournal]:
    for path in (path for paths in project.journal(annotator).sessions() for path in paths):
        try:
            data = journal_bytes(project.disk, path)
        except NhanError:
            continue  # it is named where it is missed
        if lines := bad_lines(data):
            messages = tuple(journal_fault(path, line).message for line in lines)
            yield DamagedJournal(path, messages, is_kept(project.disk, project.folder, annotator, path, data))
