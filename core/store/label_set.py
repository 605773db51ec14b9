"""What holds for a label set wherever it stands: in a file of its own or in project.json."""

from nhan.core.labels import KEYS, Label, LabelSet, is_color, is_label_name
from nhan.core.store.strict import Where


def check_label_set(labels: LabelSet, where: Where, field: str = "") -> None:
    """NhanError naming the field that is wrong; ``field`` leads to the set inside its file ("labels.")."""
    if not labels.labels:
        raise where.fault("formats.labels_none", f"{field}labels")
    known: set[str] = set()
    keys: set[str] = set()
    stored: set[str] = set()
    for at, label in enumerate(labels.labels):
        place = f"{field}labels[{at}]"
        _check(label, place, where)
        if label.name in known:
            raise where.fault("store.label_repeated", f"{place}.name", label=label.name)
        if label.key and label.key in keys:
            raise where.fault("formats.label_key_repeated", f"{place}.key", digit=label.key)
        for word in (label.stored, *label.merged):
            if word in stored:
                raise where.fault("store.label_stored_repeated", f"{place}.id", id=word, label=label.name)
            stored.add(word)
        known.add(label.name)
        keys.add(label.key)
    for at, label in enumerate(labels.labels):
        for parent in label.parents:
            if parent not in known | labels.gone:
                raise where.fault("formats.label_parent", f"{field}labels[{at}].parents", label=parent)


def _check(label: Label, field: str, where: Where) -> None:
    if not is_label_name(label.name):
        raise where.fault("formats.label_name", f"{field}.name", label=label.name)
    for name, color in (("color", label.color), ("color_dark", label.color_dark)):
        if not is_color(color) and (color or name == "color"):
            raise where.fault("formats.label_color", f"{field}.{name}", color=color)
    if label.key and (len(label.key) != 1 or label.key not in KEYS):
        raise where.fault("formats.label_key", f"{field}.key", digit=label.key)
