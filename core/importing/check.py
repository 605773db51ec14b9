"""Whether an article may come into a project, one after the other. Importing and its preview both ask here."""

from collections.abc import Mapping
from enum import Enum
from typing import Any

import msgspec
from msgspec.structs import replace

from nhan.core.formats.article_json import refuse_unknown_labels
from nhan.core.formats.format import Incoming
from nhan.core.importing.policy import sort_out
from nhan.core.messages import Message, NhanError
from nhan.core.project import Project
from nhan.core.store.layout import sha256, twin

_STARTS = frozenset({"start", "start_offset", "begin", "offset", "from"})
_KINDS = frozenset({"label", "labels", "tag", "type", "entity", "entity_group", "class"})


class Fate(Enum):
    """What becomes of an article that a file has."""

    GOOD = "good"
    DAMAGED = "damaged"  # or it says what is not understood
    THERE = "there"  # its id is another article's already
    LABEL = "label"  # a span's label is none of the project's
    POLICY = "policy"  # its spans may not stand together
    REPEATED = "repeated"  # its text is another article's


FATES = {  # in the words of a table's head
    Fate.GOOD: Message("import.fate.good"),
    Fate.DAMAGED: Message("import.fate.damaged"),
    Fate.THERE: Message("import.fate.there"),
    Fate.LABEL: Message("import.fate.label"),
    Fate.POLICY: Message("import.fate.policy"),
    Fate.REPEATED: Message("import.fate.repeated"),
}


class CheckedArticle(msgspec.Struct, frozen=True):
    """An article and its fate. ``incoming`` None: there is nothing that could be read.

    ``errors``: why it does not come in as it is, a sentence each; ``same_as``: the id of the article with this text.
    """

    fate: Fate
    incoming: Incoming | None
    errors: tuple[NhanError, ...] = ()
    same_as: str = ""


class ImportCheck:
    """Knows the project, and what came before in the same import: of each article an id and a hash."""

    def __init__(self, project: Project, soften: bool, leave_repeated: bool) -> None:
        """``soften``: what is against the policy comes in as suggestions; ``leave_repeated``: a text that is there
        already does not come in once more."""
        self._labels = project.labels
        self._soften, self._leave_repeated = soften, leave_repeated
        self._ids = project.taken_ids()
        self._deleted = frozenset(map(twin, project.deleted))
        self._texts: dict[str, str] = dict(project.ids_by_text())

    def look(self, found: Incoming | NhanError) -> CheckedArticle:
        """The next article's fate. What is good is remembered: the next one may not have its id."""
        if isinstance(found, NhanError):
            return CheckedArticle(Fate.DAMAGED, None, (found,))
        article = found.article
        try:
            digest = sha256(article.text)
            refuse_unread_spans(found)
        except UnicodeEncodeError:
            return CheckedArticle(Fate.DAMAGED, found, (found.where.fault("store.surrogate", "text"),))
        except NhanError as error:
            return CheckedArticle(Fate.DAMAGED, found, (error,))
        if twin(article.id) in self._ids:
            key = "store.id_deleted" if twin(article.id) in self._deleted else "store.id_taken"
            return CheckedArticle(Fate.THERE, found, (found.where.fault(key, "id", id=article.id),))
        try:
            refuse_unknown_labels(found, self._labels.understood)
        except NhanError as error:
            return CheckedArticle(Fate.LABEL, found, (error,))
        same_as = self._texts.get(digest, "")
        if same_as and self._leave_repeated:
            repeated = found.where.fault("formats.same_text", id=article.id, other=same_as)
            return CheckedArticle(Fate.REPEATED, found, (repeated,), same_as)
        against = sort_out(found, self._labels)
        if against.against and not self._soften:
            return CheckedArticle(Fate.POLICY, found, against.against, same_as)
        self._ids.add(twin(article.id))
        self._texts.setdefault(digest, article.id)
        good = replace(found, spans=against.spans) if against.against else found
        return CheckedArticle(Fate.GOOD, good, against.against, same_as)


def refuse_unread_spans(incoming: Incoming) -> None:
    """NhanError naming a field that an import would only keep as meta data, though it holds another program's spans
    or says that these spans were refused."""
    meta: Mapping[str, Any] = incoming.article.meta
    for name, value in meta.items():
        if not incoming.spans and isinstance(value, list) and value and all(map(_is_span, value)):
            raise incoming.where.fault("formats.unread_spans", name)
    if incoming.spans and meta.get("answer") in ("reject", "ignore"):
        raise incoming.where.fault("formats.unread_answer", "answer", value=meta["answer"])


def _is_span(value: object) -> bool:
    """Whether a value looks like a span: ``[4, 10, "PER"]``, an object with a start and a label, or a list of such in
    ``result``."""
    if isinstance(value, list):
        return len(value) >= 3 and all(type(each) is int for each in value[:2]) and isinstance(value[2], str)
    if not isinstance(value, dict):
        return False
    return isinstance(value.get("result"), list) or bool(_STARTS & value.keys() and _KINDS & value.keys())
