"""What a label set says of one label, to be written over: title, colours, key, parents, guideline, examples."""

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QWidget,
)

from nhan.core.labels import KEYS, Label, LabelSet, Overlap
from nhan.gui.labels.colour_field import ColourField

_NAME = Qt.ItemDataRole.UserRole


class LabelForm(QWidget):
    """``changed``: somebody has written; ``described`` is the label as it stands here then."""

    changed = Signal()

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._label: Label | None = None
        self._filling = False
        self.title = QLineEdit()
        self.light, self.dark = (
            ColourField("light", self.tr("Colour, light theme")),
            ColourField("dark", self.tr("Colour, dark theme")),
        )
        self.key = QComboBox()
        self.parents = QListWidget()
        self.guideline, self.examples = _text(3), _text(2)
        self.examples.setPlaceholderText(self.tr("One a line, spans in brackets: ông [Nguyễn Văn A]"))
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        for words, field in (
            (self.tr("Title"), self.title),
            (self.tr("Colour, light theme"), self.light),
            (self.tr("Colour, dark theme"), self.dark),
            (self.tr("Key"), self.key),
            (self.tr("May stand inside"), self.parents),
            (self.tr("Guideline"), self.guideline),
            (self.tr("Examples"), self.examples),
        ):
            if not isinstance(field, ColourField):
                field.setAccessibleName(words)
            form.addRow(words, field)
        self.parents.setMaximumHeight(5 * self.fontMetrics().height())
        for signal in (
            self.title.textEdited,
            self.light.changed,
            self.dark.changed,
            self.key.activated,
            self.parents.itemChanged,
            self.guideline.textChanged,
            self.examples.textChanged,
        ):
            signal.connect(self._tell)

    def _tell(self) -> None:
        if not self._filling:
            self.changed.emit()

    def show_label(self, label: Label, labels: LabelSet, fixed: bool = False) -> None:
        """Show a label of the set, or a new one. ``fixed``: it is not to be written over."""
        self._filling, self._label = True, label
        self.setEnabled(not fixed)
        self.title.setText(label.title.get(self._language, ""))
        self.light.show_colour(label.color, label.name or self.tr("LABEL"))
        self.dark.show_colour(label.color_dark, label.name or self.tr("LABEL"), label.color)
        self.key.clear()
        self.key.addItem(self.tr("none"), "")
        for digit in KEYS:
            holder = labels.with_key(digit)
            free = holder is None or holder.name == label.name
            self.key.addItem(digit if free else f"{digit} · {holder.name if holder else ''}", digit)
        self.key.setCurrentIndex(max(0, self.key.findData(label.key)))
        self._show_parents(label, labels)
        self.guideline.setPlainText(label.guideline.get(self._language, ""))
        self.examples.setPlainText("\n".join(label.examples))
        self._filling = False

    def _show_parents(self, label: Label, labels: LabelSet) -> None:
        self.parents.clear()
        for each in labels.labels:
            item = QListWidgetItem(each.name, self.parents)
            item.setData(_NAME, each.name)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
            inside = not label.parents or each.name in label.parents
            item.setCheckState(Qt.CheckState.Checked if inside else Qt.CheckState.Unchecked)
        self.parents.setEnabled(labels.overlap is Overlap.NESTED)

    @property
    def described(self) -> Label:
        """The label as it is written here."""
        assert self._label is not None
        title, guideline = self.title.text().strip(), self.guideline.toPlainText().strip()
        lines = (line.strip() for line in self.examples.toPlainText().splitlines())
        return replace(
            self._label,
            title=_said(self._label.title, self._language, title),
            color=self.light.colour,
            color_dark=self.dark.colour,
            key=str(self.key.currentData()),
            parents=self._chosen_parents(),
            guideline=_said(self._label.guideline, self._language, guideline),
            examples=tuple(line for line in lines if line),
        )

    def named(self, name: str) -> Label:
        """The same under this name."""
        return replace(self.described, name=name)

    def _chosen_parents(self) -> tuple[str, ...]:
        """All, and none, mean any: a label that may stand nowhere could not be told from one without a rule."""
        assert self._label is not None
        items = [self.parents.item(row) for row in range(self.parents.count())]
        chosen = [str(item.data(_NAME)) for item in items if item.checkState() is Qt.CheckState.Checked]
        if len(chosen) in (0, len(items)):
            return ()
        kept = [name for name in self._label.parents if name in chosen]  # in the order that the set has them
        return (*kept, *(name for name in chosen if name not in kept))


def _said(texts: dict[str, str], language: str, words: str) -> dict[str, str]:
    """The texts with this one; nothing written is no text."""
    others = {name: text for name, text in texts.items() if name != language}
    if not words:
        return others
    return {**texts, language: words}


def _text(lines: int) -> QPlainTextEdit:
    field = QPlainTextEdit(tabChangesFocus=True)
    field.setMinimumHeight((lines + 1) * field.fontMetrics().lineSpacing())
    return field
