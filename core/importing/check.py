"""Whether an article may come into a project, one after the other. Importing and its preview both ask here."""

from collections.abc import Mapping
from enum import Enum

import msgspec
from msgspec.structs import replace

from nhan.core.formats.article_json import refuse_unknown_labels
from nhan.core.formats.format import Incoming, Loss
from nhan.core.formats.new_labels import renamed
from nhan.core.importing.policy import sort_out
from nhan.core.labels import LabelSet
from nhan.core.messages import Message, NhanError
from nhan.core.project import Project
from nhan.core.store.layout import sha256, twin


class Fate(Enum):
    """What becomes of an article that a file has."""

    GOOD = "good"
    DAMAGED = "damaged"  # or it says what is not understood
    THERE = "there"  # its id is another article's already
    LABEL = "label"  # a span's label is none of the project's
    REPEATED = "repeated"  # its text is another article's


FATES = {  # in the words of a table's head
    Fate.GOOD: Message("import.fate.good"),
    Fate.DAMAGED: Message("import.fate.damaged"),
    Fate.THERE: Message("import.fate.there"),
    Fate.LABEL: Message("import.fate.label"),
    Fate.REPEATED: Message("import.fate.repeated"),
}


class CheckedArticle(msgspec.Struct, frozen=True):
    """An article and its fate. ``incoming`` None: there is nothing that could be read.

    ``errors``: why it does not come in as it is, a sentence each; ``same_as``: the id of the article with this text.
    ``lost`` and ``changed``: spans of an article that comes in that do not come in, or do so as suggestions.
    """

    fate: Fate
    incoming: Incoming | None
    errors: tuple[NhanError, ...] = ()
    same_as: str = ""
    lost: tuple[Loss, ...] = ()
    changed: tuple[Loss, ...] = ()


class ImportCheck:
    """Knows the project, and what came before in the same import: of each article an id and a hash."""

    def __init__(self, project: Project, labels: LabelSet, names: Mapping[str, str], leave_repeated: bool) -> None:
        """``labels``: those that spans may have; ``names``: what labels of the files are called in the project;
        ``leave_repeated``: a text that is there already does not come in once more."""
        self._labels, self._understood = labels, labels.understood
        self._names, self._leave_repeated = names, leave_repeated
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
        except UnicodeEncodeError:
            return CheckedArticle(Fate.DAMAGED, found, (found.where.fault("store.surrogate", "text"),))
        if twin(article.id) in self._ids:
            key = "store.id_deleted" if twin(article.id) in self._deleted else "store.id_taken"
            return CheckedArticle(Fate.THERE, found, (found.where.fault(key, "id", id=article.id),))
        found = renamed(found, self._names)
        try:
            refuse_unknown_labels(found, self._understood)
        except NhanError as error:
            return CheckedArticle(Fate.LABEL, found, (error,))
        same_as = self._texts.get(digest, "")
        if same_as and self._leave_repeated:
            repeated = found.where.fault("formats.same_text", id=article.id, other=same_as)
            return CheckedArticle(Fate.REPEATED, found, (repeated,), same_as)
        self._ids.add(twin(article.id))
        self._texts.setdefault(digest, article.id)
        sorted_out = sort_out(found, self._labels)
        if sorted_out.against:
            found = replace(found, spans=sorted_out.spans)
        lost = (*found.lost, *sorted_out.lost)
        return CheckedArticle(Fate.GOOD, found, sorted_out.against, same_as, lost, sorted_out.changed)
