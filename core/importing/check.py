"""Whether an article may come into a project, one after the other. Importing and its preview both ask here."""

from collections.abc import Callable, Iterator, Mapping
from enum import Enum

import msgspec
from msgspec.structs import replace

from nhan.core.formats.format import Incoming, Loss
from nhan.core.formats.label_words import labels_by_word
from nhan.core.formats.new_labels import renamed
from nhan.core.importing.policy import sort_out
from nhan.core.labels import LabelSet
from nhan.core.messages import Message, NhanError
from nhan.core.model import Change, Rejected
from nhan.core.operations import add_labels
from nhan.core.project import Project
from nhan.core.same_texts import ids_by_text
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

    def __init__(
        self, project: Project, names: Mapping[str, str], leave_repeated: bool, may_add: Callable[[str], bool]
    ) -> None:
        """``names``: what labels of the files are called in the project; ``leave_repeated``: a text that is there
        already does not come in once more; ``may_add``: whether a label is to be added that the project does not
        have."""
        self._labels, self._understood = project.labels, project.labels.understood
        self._may_add, self.new_labels = may_add, list[str]()  # of good articles, in order
        self._names, self._leave_repeated = names, leave_repeated
        self._words = labels_by_word(project.labels)
        self._ids = project.taken_ids()
        self._deleted = frozenset(map(twin, project.deleted))
        self._texts: dict[str, str] = ids_by_text(project)

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
        found = renamed(found, self._names, self._words)
        try:
            labels = self._labels_of(found)
        except NhanError as error:
            return CheckedArticle(Fate.LABEL, found, (error,))
        same_as = self._texts.get(digest, "")
        if same_as and self._leave_repeated:
            repeated = found.where.fault("formats.same_text", id=article.id, other=same_as)
            return CheckedArticle(Fate.REPEATED, found, (repeated,), same_as)
        self._ids.add(twin(article.id))
        self._texts.setdefault(digest, article.id)
        self.new_labels += [label.name for label in labels.labels[len(self._labels.labels) :]]
        self._labels = labels
        sorted_out = sort_out(found, labels)
        if sorted_out.against:
            found = replace(found, spans=sorted_out.spans)
        lost = (*found.lost, *sorted_out.lost)
        return CheckedArticle(Fate.GOOD, found, sorted_out.against, same_as, lost, sorted_out.changed)

    def unknown(self, found: Incoming) -> Iterator[str]:
        """The labels of an article's spans that mean none of the project's, one a span."""
        known = self._understood | self._words.keys()
        return (span.label for span in found.spans if span.label not in known)

    def _labels_of(self, found: Incoming) -> LabelSet:
        """The labels with which the article may come in. NhanError naming the first span whose label is none."""
        labels = self._labels
        for at, span in enumerate(found.spans):
            if span.label in self._understood or labels.find(span.label) is not None:
                continue
            if not self._may_add(span.label):
                raise found.where.fault("store.unknown_label", f"spans[{at}].label", label=span.label)
            match add_labels(labels, [span.label]):
                case Rejected(reason, fields):
                    field = f"spans[{at}].label"
                    raise found.where.fault("import.no_new_label", field, reason=Message(reason, fields))
                case Change(project=edit):
                    assert edit is not None and edit.now is not None
                    labels = edit.now
        return labels
