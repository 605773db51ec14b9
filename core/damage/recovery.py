"""Putting right what a survey has found, with somebody's consent: first the quarantine, then the record."""

import msgspec

from nhan.core.damage.rebuild import Rebuilt
from nhan.core.damage.survey import DamagedArticle, Fault, Survey
from nhan.core.loaded_article import Loaded
from nhan.core.messages import NhanError
from nhan.core.project import Project
from nhan.core.store.layout import shown
from nhan.core.store.quarantine import keep, keep_damaged_journal
from nhan.core.store.strict import Where, read_file


class RecoveryReport(msgspec.Struct):
    """What was done: articles by id, and the copies in quarantine by their places in the project."""

    rebuilt: list[str] = []
    copies: list[str] = []


def recover(project: Project, found: Survey) -> RecoveryReport:
    """Rebuild what can be rebuilt, and keep copies of damaged journals. The annotator's lock is to be held meanwhile.

    OSError, NhanError: what was done until then stays done, and nothing is half done.
    """
    report = RecoveryReport()
    for journal in found.to_keep:
        copy = keep_damaged_journal(project.disk, project.folder, found.annotator, journal.path)
        if copy is not None:
            report.copies.append(shown(project.folder, copy))
    for article, remedy in found.to_write:
        report.copies += recover_article(project, found.annotator, article, remedy)
        report.rebuilt.append(article.article)
    return report


def recover_article(project: Project, annotator: str, article: DamagedArticle, remedy: Rebuilt) -> list[str]:
    """Rebuild one. Returns the copies of what was there, which are safe before anything takes its place."""
    path = project.record_path(article.article, annotator)
    copies = []
    if project.disk.exists(path):
        data = read_file(project.disk, path, Where(shown(project.folder, path)))
        why = NhanError(article.message.key, **article.message.fields)
        copies.append(shown(project.folder, keep(project.disk, project.folder, annotator, path, data, why)))
    if article.fault is Fault.BEHIND:
        there = project.record_stat(article.article, annotator)
        project.save(Loaded(remedy.document, remedy.base, {}, True, there), annotator)
    else:
        project.restore(remedy.document, annotator, remedy.base)
    return copies
