"""Labels in files where a blank would end them: ``_`` stands for it, which is said, and may make no two labels one.

Read, such a word is the label of the set that would be written so, where the set has no label of the word's own name.
"""

from collections.abc import Mapping

from nhan.core.formats.format import Loss, WriteOptions
from nhan.core.labels import LabelSet
from nhan.core.messages import Message, NhanError
from nhan.core.model import Span
from nhan.core.store.record import Record


def word_of(label: str) -> str:
    """The label without blanks."""
    return label.replace(" ", "_")


def labels_by_word(labels: LabelSet) -> Mapping[str, str]:
    """The labels with blanks by their words; not where the word is that of two, or means a label itself."""
    names: dict[str, list[str]] = {}
    for label in labels.labels:
        names.setdefault(word_of(label.name), []).append(label.name)
    return {word: its[0] for word, its in names.items() if len(its) == 1 and word not in labels.understood}


class LabelWords:
    """The words of one export. NhanError: two labels, be they the project's or of spans, have the same."""

    def __init__(self, options: WriteOptions) -> None:
        self._options = options
        self._labels: dict[str, str] = {}  # by word
        self._said: set[str] = set()
        for label in options.labels.labels if options.labels else ():
            self._take(label.name)

    def of(self, record: Record, span: Span) -> str:
        """The word of a span's label. Where it is another one, that is said of the first span."""
        word = self._take(span.label)
        if word != span.label and span.label not in self._said:
            self._said.add(span.label)
            self._options.changed(Loss.of(record.article, span, Message("formats.lost.label", {"name": word})))
        return word

    def _take(self, label: str) -> str:
        word = word_of(label)
        other = self._labels.setdefault(word, label)
        if other != label:
            raise NhanError("formats.labels_alike", one=other, other=label, name=word)
        return word
