"""Labels of other programs in a project's set: what is called otherwise, and what is added."""

from collections.abc import Iterable, Mapping

import msgspec

from nhan.core.formats.format import Incoming
from nhan.core.label_contrast import new_label
from nhan.core.labels import LabelSet
from nhan.core.messages import Message, NhanError
from nhan.core.model import Span


def parse_map(pairs: Iterable[str]) -> dict[str, str]:
    """``["PER=PERSON"]`` as a mapping. NhanError for what is no pair."""
    found: dict[str, str] = {}
    for pair in pairs:
        old, sign, new = pair.rpartition("=")
        if not sign or not old or not new:
            raise NhanError("formats.no_pair", pair=pair)
        found[old] = new
    return found


def renamed(incoming: Incoming, names: Mapping[str, str], words: Mapping[str, str]) -> Incoming:
    """The article with its labels called as ``names`` says and, which is told, as ``words`` does (see
    ``labels_by_word``)."""
    every = {**words, **names}
    if not every:
        return incoming
    spans = tuple(_renamed(span, every) for span in incoming.spans)
    meant = dict.fromkeys(span.label for span in incoming.spans if span.label in words and span.label not in names)
    told = (Message("formats.said.label", {"name": word, "label": words[word]}) for word in meant)
    return msgspec.structs.replace(incoming, spans=spans, said=(*incoming.said, *told))


def _renamed(span: Span, names: Mapping[str, str]) -> Span:
    other = names.get(span.runner_up) if span.runner_up else None
    return msgspec.structs.replace(
        span,
        label=names.get(span.label, span.label),
        runner_up=other or span.runner_up,
        readings=tuple((start, end, names.get(label, label)) for start, end, label in span.readings),
    )


def with_labels(labels: LabelSet, names: Iterable[str]) -> LabelSet:
    """The set with these labels behind its own, each with a colour and, while there are any, a free digit."""
    for name in names:
        label = msgspec.structs.replace(new_label(labels, name), title={"vi": name, "en": name})
        labels = msgspec.structs.replace(labels, labels=(*labels.labels, label))
    return labels.saying_keys()
