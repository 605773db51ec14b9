"""Journals that were cut off after their edits had come into the articles' files: told by the decisions in these."""

from collections.abc import Iterable, Iterator

from nhan.core.messages import NhanError
from nhan.core.model import Span
from nhan.core.project import Project
from nhan.core.store.journal_reading import scan
from nhan.core.store.layout import shown
from nhan.core.store.strict import Where


def cut_short(project: Project, annotator: str) -> Iterator[NhanError]:
    """The fault of each journal that does not end, or else of each record, where decisions are in no journal.

    None where a journal cannot be read or lines of it are damaged: then these may be what is missing. A last line that
    does not end is no fault by itself: so a crash leaves it.
    """
    known: set[int] = set()
    torn: list[NhanError] = []
    for path in (path for paths in project.journal(annotator).sessions() for path in paths):
        try:
            found = scan(project.disk, path)
        except NhanError:
            return
        if found.bad_lines:
            return
        if found.torn:
            torn.append(Where(shown(project.folder, path)).fault("store.journal_cut_short"))
        for edit in (edit for entry in found.entries for edit in entry.change.edits):
            known.update(_decisions(edit.article, (*edit.removed, *edit.added), annotator))
    if known or torn:
        missing = list(_in_no_journal(project, annotator, known))
        yield from torn if missing and torn else missing


def _in_no_journal(project: Project, annotator: str, known: set[int]) -> Iterator[NhanError]:
    for article_id in project.touched(annotator):
        try:
            document = project.load(article_id, annotator).document
        except NhanError:
            continue  # its own fault
        count = sum(each not in known for each in _decisions(article_id, document, annotator))
        if count:
            where = Where(shown(project.folder, project.record_path(article_id, annotator)))
            yield where.fault("store.not_in_journals", article=article_id, count=count)


def _decisions(article_id: str, spans: Iterable[Span], annotator: str) -> Iterator[int]:
    """A number for each decision of the annotator: a project has more of them than fit in memory with their words."""
    decided = (span for span in spans if span.decision is not None and span.decision.by == annotator)
    return (hash((article_id, span.id, span.decision)) for span in decided)
