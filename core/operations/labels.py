"""A label renamed, merged into another, or deleted: verbs that read a label set and answer another one, or why not."""

from msgspec.structs import replace

from nhan.core.labels import Label, LabelSet, is_label_name
from nhan.core.model import Change, ProjectEdit, Rejected


def rename_label(labels: LabelSet, old: str, new: str) -> Change | Rejected:
    """Another name for a label: every span that bears it, whoever made it, bears the new name."""
    label = labels.find(old)
    if label is None:
        return Rejected("verbs.unknown_label", {"label": old})
    if new == old:
        return Rejected("verbs.already")
    if not is_label_name(new):
        return Rejected("labels.no_name", {"label": new})
    if labels.find(new) is not None:
        return Rejected("labels.taken", {"label": new, "old": old})
    if new in labels.gone:
        return Rejected("labels.was_deleted", {"label": new})
    titles = {language: new if title == old else title for language, title in label.title.items()}
    stored = "" if label.stored == new else label.stored
    former = tuple(name for name in dict.fromkeys((*label.former, old)) if name != new)
    renamed = replace(label, name=new, id=stored, title=titles, former=former)
    return _change("rename_label", labels, {old: renamed}, {old: new})


def merge_labels(labels: LabelSet, old: str, into: str) -> Change | Rejected:
    """One label becomes another: every span that bears it bears the other from then on, and the label is gone."""
    one, other = labels.find(old), labels.find(into)
    if one is None or other is None:
        return Rejected("verbs.unknown_label", {"label": into if one else old})
    if one is other:
        return Rejected("verbs.already")
    merged = tuple(dict.fromkeys((*other.merged, one.stored, *one.merged)))
    former = tuple(name for name in dict.fromkeys((*other.former, *one.former, old)) if name != into)
    return _change("merge_labels", labels, {into: replace(other, merged=merged, former=former), old: None}, {old: into})


def delete_label(labels: LabelSet, name: str) -> Change | Rejected:
    """A label less. What bears it is for the one who deletes to reject (``operations.withdraw_label``), and for each
    of the others to decide on."""
    label = labels.find(name)
    if label is None:
        known = name in labels.gone
        return Rejected("labels.deleted_already" if known else "verbs.unknown_label", {"label": name})
    if len(labels.labels) == 1:
        return Rejected("labels.last", {"label": name})
    change = _change("delete_label", labels, {name: None}, {})
    assert change.project is not None and change.project.now is not None
    others = (each for each in labels.deleted if each.stored != label.stored)
    now = replace(change.project.now, deleted=(*others, replace(label, key="")))
    return replace(change, project=replace(change.project, now=now))


def _change(verb: str, labels: LabelSet, others: dict[str, Label | None], names: dict[str, str]) -> Change:
    """``others``: by name, what takes the place of a label; ``names``: what parents are called from now on."""
    found = (others.get(label.name, label) for label in labels.labels)
    now = tuple(_with_parents(label, names) for label in found if label is not None)
    deleted = tuple(_with_parents(label, names) for label in labels.deleted)
    return Change(verb, (), project=ProjectEdit(labels, replace(labels, labels=now, deleted=deleted)))


def _with_parents(label: Label, names: dict[str, str]) -> Label:
    parents = tuple(dict.fromkeys(names.get(parent, parent) for parent in label.parents))
    return label if parents == label.parents else replace(label, parents=parents)
