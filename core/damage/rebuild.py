"""An article's record, made again from its text and suggestions, all journals, and what is sound of the damaged one."""

import msgspec

from nhan.core.damage.fold import Folded, is_inside
from nhan.core.damage.salvage import Salvaged, salvage
from nhan.core.document import Document
from nhan.core.loaded_article import Loaded
from nhan.core.messages import Message, NhanError
from nhan.core.model import ArticleEdit, ArticleState, ArticleStatus
from nhan.core.project import Project
from nhan.core.store.layout import shown
from nhan.core.store.strict import Where


class Rebuilt(msgspec.Struct, frozen=True):
    """What would be written, and the account of what it is made from. ``base``: the run of the suggestions in it."""

    document: Document
    base: str
    edits: int = 0  # of the journals
    salvaged: int = 0  # spans of the damaged record
    astray: int = 0  # edits and spans whose beginning is in no journal, or that are outside the text
    unused: int = 0  # damaged spans of the record
    unread: tuple[Message, ...] = ()  # journals whose edits are not in it
    suggestions: bool = True  # whether the suggestions that the work began with could be read


def rebuild(project: Project, annotator: str, article_id: str, folded: Folded, record: bytes) -> Rebuilt:
    """Nothing is written. ``record``: the bytes of the damaged file, b"" where there is none.

    NhanError where the article's text is damaged, or nothing is known of what was made of it: an article without work
    never takes the place of one with work.
    """
    where = Where(shown(project.folder, project.record_path(article_id, annotator)))
    found = salvage(record, project.article(article_id), where, project.label_names)
    if not folded.edits and not found.spans:
        raise where.fault("damage.nothing_left", article=article_id)
    base = found.base if folded.base is None else folded.base
    loaded = _start(project, article_id, base)
    document, suggestions = loaded.document, not base or loaded.base == base
    astray = folded.astray
    for name, known in folded.stages.items():
        begun_elsewhere = suggestions and document.get(name) != known[0]
        astray += begun_elsewhere or not (known[-1] is None or is_inside(known[-1], document))
    document.apply(_exchange(document, found))
    document.apply(ArticleEdit(article_id, raised=found.disputes))
    salvaged, others = folded.stages.keys() & found.spans.keys(), folded.stages.keys() - found.spans.keys()
    document.apply(folded.last(document, sorted(others), force=True))
    document.apply(folded.last(document, sorted(salvaged)))
    state = folded.state_after(found.state if found.sure else None) or found.state
    document.state = state or ArticleState(ArticleStatus.IN_PROGRESS)
    return Rebuilt(document, loaded.base, folded.edits, len(found.spans), astray, found.unused, suggestions=suggestions)


def _start(project: Project, article_id: str, base: str | None) -> Loaded:
    """The untouched article; without its suggestions where these are damaged: they are lost alone."""
    try:
        return project.start(article_id, base)
    except NhanError:
        return project.start(article_id, "")


def _exchange(document: Document, found: Salvaged) -> ArticleEdit:
    """What puts the sound spans in the place of those that the article started with."""
    new = [span for span in found.spans.values() if document.get(span.id) != span]
    old = (document.get(span.id) for span in new)
    return ArticleEdit(document.id, tuple(span for span in old if span is not None), tuple(new))
