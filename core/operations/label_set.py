"""A label added or described, the overlap policy, a whole set taken over: verbs that read a label set and answer
another one, or why not."""

from collections.abc import Iterable

from msgspec.structs import replace

from nhan.core.label_contrast import new_label
from nhan.core.labels import KEYS, Label, LabelSet, Overlap, is_color
from nhan.core.model import Change, ProjectEdit, Rejected
from nhan.core.operations.labels import rename_label


def add_label(labels: LabelSet, label: Label) -> Change | Rejected:
    """A label more, at the end. Where its key is the first that the set gives, the others' digits are given, too."""
    if labels.find(label.name) is not None:
        return Rejected("labels.there", {"label": label.name})
    others = _beside_key(labels, label).labels
    added = replace(labels, labels=(*others, replace(label, id="", merged=(), former=())))
    refused = _unfit_name(labels, label.name) or _unfit(added, label)
    if refused is not None:
        return refused
    stored = _free_word(labels, label.name)
    whole = replace(_titled(label), id="" if stored == label.name else stored, merged=(), former=())
    return _change("add_label", labels, replace(labels, labels=(*others, whole)))


def add_labels(labels: LabelSet, names: Iterable[str]) -> Change | Rejected:
    """Labels of these names more, as new ones are described; where one may not be added, why not, and none is."""
    now = labels
    for name in names:
        answer = add_label(now, new_label(now, name))
        if isinstance(answer, Rejected):
            return answer
        now = _after(answer, now)
    return Rejected("verbs.already") if now is labels else _change("add_label", labels, now)


def describe_label(labels: LabelSet, label: Label) -> Change | Rejected:
    """Another title, colour, key, guideline, other examples and parents for the label of that name. Of a first key as
    with ``add_label``."""
    return _described(labels, label, _beside_key(labels, label))


def _described(labels: LabelSet, label: Label, beside: LabelSet) -> Change | Rejected:
    """``beside``: the same labels, with the keys that the others are to have."""
    old = labels.find(label.name)
    if old is None:
        return Rejected("verbs.unknown_label", {"label": label.name})
    now = replace(_titled(label), id=old.id, merged=old.merged, former=old.former)
    if now == old:
        return Rejected("verbs.already")
    others = replace(labels, labels=tuple(now if each.name == now.name else each for each in beside.labels))
    return _unfit(others, now) or _change("describe_label", labels, others)


def move_label(labels: LabelSet, name: str, place: int) -> Change | Rejected:
    """The label at another place of the order, counted from 0. Every label keeps its digit, so that no key gives
    another label than before."""
    label = labels.find(name)
    if label is None:
        return Rejected("verbs.unknown_label", {"label": name})
    if not 0 <= place < len(labels.labels):
        return Rejected("labels.no_place", {"count": len(labels.labels)})
    if labels.labels[place] is label:
        return Rejected("verbs.already")
    saying = labels.saying_keys()
    others = [each for each in saying.labels if each.name != name]
    moved = next(each for each in saying.labels if each.name == name)
    now = replace(saying, labels=(*others[:place], moved, *others[place:]))
    return _change("move_label", labels, now)


def set_overlap(labels: LabelSet, overlap: Overlap) -> Change | Rejected:
    """Another overlap policy. It holds for what is placed from then on: what stands stays."""
    if overlap is labels.overlap:
        return Rejected("verbs.already")
    return _change("set_overlap", labels, replace(labels, overlap=overlap))


def take_label_set(labels: LabelSet, other: LabelSet) -> Change | Rejected:
    """What another set says of its labels, and its policy. Labels that only the project has stay; a key that both
    would have goes to the other set's label."""
    taken = {label.key for label in other.labels if label.key}
    known = {label.name for label in other.labels}
    mine = [replace(each, key="") if each.key in taken and each.name not in known else each for each in labels.labels]
    now = replace(labels, labels=tuple(replace(each, key="") if each.name in known else each for each in mine))
    for label in other.labels:  # keys and parents last: they may go round
        plain = replace(label, key="", parents=())
        answer = describe_label(now, plain) if now.find(label.name) else add_label(now, plain)
        now = _after(answer, now)
        if isinstance(answer, Rejected) and answer.reason != "verbs.already":
            return answer
    for label in other.labels:
        answer = _described(now, label, now)
        now = _after(answer, now)
        if isinstance(answer, Rejected) and answer.reason != "verbs.already":
            return answer
    now = replace(now, overlap=other.overlap)
    return Rejected("verbs.already") if now == labels else _change("take_label_set", labels, now)


def plain_label_set(labels: LabelSet) -> LabelSet:
    """The set for another project: without what only this one's files and history need."""
    plain = tuple(replace(each, id="", merged=(), former=()) for each in labels.labels)
    names = {each.name for each in plain}
    parted = (replace(each, parents=tuple(name for name in each.parents if name in names)) for each in plain)
    return replace(labels, labels=tuple(parted), deleted=())


def _beside_key(labels: LabelSet, label: Label) -> LabelSet:
    """The labels beside one of this key: a set that gives no key does so in order, and would no longer."""
    given = any(each.key for each in labels.labels if each.name != label.name)
    return labels.saying_keys() if label.key and not given else labels


def _after(answer: Change | Rejected, before: LabelSet) -> LabelSet:
    if isinstance(answer, Rejected) or answer.project is None or answer.project.now is None:
        return before
    return answer.project.now


def _unfit_name(labels: LabelSet, name: str) -> Rejected | None:
    """Why no label may be called so: what renaming one says."""
    nameless = Label(name="", title={}, color="#000000")
    answer = rename_label(replace(labels, labels=(*labels.labels, nameless)), "", name)
    if isinstance(answer, Change):
        return None
    return Rejected("labels.no_name", {"label": name}) if answer.reason == "verbs.already" else answer


def _unfit(labels: LabelSet, label: Label) -> Rejected | None:
    """Why a label of the set may not be described so."""
    for color in (label.color, label.color_dark or label.color):
        if not is_color(color):
            return Rejected("labels.color", {"color": color})
    if label.key and (len(label.key) != 1 or label.key not in KEYS):
        return Rejected("labels.key", {"digit": label.key})
    other = next((each for each in labels.labels if each.key == label.key and each.name != label.name), None)
    if label.key and other is not None:
        return Rejected("labels.key_taken", {"digit": label.key, "label": other.name})
    unknown = next((name for name in label.parents if labels.find(name) is None and name not in labels.gone), None)
    return Rejected("labels.parent", {"label": unknown}) if unknown is not None else None


def _free_word(labels: LabelSet, name: str) -> str:
    """What files are to say of a new label: its name, unless they say that of another one."""
    every = (*labels.labels, *labels.deleted)
    taken = {word for label in every for word in (label.stored, *label.merged)}
    numbered = (f"{name}.{number}" for number in range(2, len(taken) + 3))
    return next(word for word in (name, *numbered) if word not in taken)


def _titled(label: Label) -> Label:
    """A label that is called nothing else is called by its name."""
    return label if any(label.title.values()) else replace(label, title={"vi": label.name, "en": label.name})


def _change(verb: str, was: LabelSet, now: LabelSet) -> Change:
    return Change(verb, (), project=ProjectEdit(was, now))
