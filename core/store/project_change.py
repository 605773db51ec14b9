"""What a change does to project.json, whatever else has been changed in it since."""

from collections.abc import Mapping

from msgspec.structs import replace

from nhan.core.labels import Label, LabelSet
from nhan.core.messages import NhanError
from nhan.core.model import ProjectEdit
from nhan.core.store.label_set import check_label_set
from nhan.core.store.project_file import ProjectFile
from nhan.core.store.strict import Where

CHANGED = ("labels", "deleted_articles", "titles", "settings")  # all that an edit may change of the file


def changed(file: ProjectFile, edit: ProjectEdit) -> ProjectFile | None:
    """The file with what the edit changes in it; None where one of those labels, the policy, one of those titles or
    settings is neither as it was nor as it is to be, or one key would be two labels'. Doing it twice does nothing
    more."""
    labels = file.labels
    if edit.was is not None and edit.now is not None:
        found = changed_labels(labels, edit.was, edit.now)
        if found is None:
            return None
        labels = found
    if any(file.titles.get(each.id, "") not in (each.was, each.now) for each in edit.retitled):
        return None
    if any(file.settings.get(each.name) not in (each.was, each.now) for each in edit.settings):
        return None
    titles = {**file.titles, **{each.id: each.now for each in edit.retitled}}
    restored = frozenset(edit.restored)
    deleted = tuple(name for name in dict.fromkeys((*file.deleted_articles, *edit.deleted)) if name not in restored)
    kept = {name: title for name, title in titles.items() if title}
    settings = {
        name: value for name, value in file.settings.items() if all(name != each.name for each in edit.settings)
    }
    settings |= {each.name: each.now for each in edit.settings if each.now is not None}
    return replace(file, labels=labels, deleted_articles=deleted, titles=kept, settings=settings)


def changed_labels(labels: LabelSet, was: LabelSet, now: LabelSet) -> LabelSet | None:
    """A label set with what distinguishes ``now`` from ``was``; None where it cannot be had, as above, or where both
    have brought the labels into another order."""
    if labels in (was, now):
        return now
    here, before, after = _by_stored(labels), _by_stored(was), _by_stored(now)
    differing = [word for word in {**before, **after} if before.get(word) != after.get(word)]
    if any(here.get(word) not in (before.get(word), after.get(word)) for word in differing):
        return None
    overlap = labels.overlap if was.overlap is now.overlap else now.overlap
    if labels.overlap not in (was.overlap, overlap):
        return None
    wanted = {word: each for word, each in here.items() if word not in differing}
    wanted |= {word: each for word, each in after.items() if word in differing}
    order_here, order_before, order_after = _orders(labels, was, now)
    if order_after not in (order_before, order_here) and order_here != order_before:
        return None
    mine = order_here in (order_before, order_after)  # else somebody else has brought them into another order
    order = dict.fromkeys((*after, *here) if mine else (*here, *after))
    kept = [wanted[word] for word in order if word in wanted]
    made = replace(
        labels,
        labels=tuple(label for label, is_there in kept if is_there),
        deleted=tuple(label for label, is_there in kept if not is_there),
        overlap=overlap,
    )
    return made if _is_sound(made) else None


def _orders(*sets: LabelSet) -> list[list[str]]:
    """The order that each set has the labels in that all of them have."""
    words = [[label.stored for label in each.labels] for each in sets]
    common = set(words[0]).intersection(*words[1:])
    return [[word for word in each if word in common] for each in words]


def _is_sound(labels: LabelSet) -> bool:
    """Whether it can be read again: what two people changed beside one another may give one key to two labels."""
    try:
        check_label_set(labels, Where(""))
    except NhanError:
        return False
    return True


def _by_stored(labels: LabelSet) -> Mapping[str, tuple[Label, bool]]:
    """Each label, and whether it is there or deleted, by what files say of it."""
    deleted = {label.stored: (label, False) for label in labels.deleted}
    return deleted | {label.stored: (label, True) for label in labels.labels}
