"""A button that shows and hides what is wanted now and then, so that it takes no room all day."""

from PySide6.QtWidgets import QWidget

from nhan.gui.widgets.icon_button import IconButton


class FoldButton(IconButton):
    """``folded`` is hidden until the button is pressed."""

    def __init__(self, name: str, tip: str, folded: QWidget) -> None:
        super().__init__(name, tip, lambda: folded.setVisible(self.isChecked()))
        self.setCheckable(True)
        folded.hide()

    def open(self) -> None:
        """Show it, as a press would."""
        if not self.isChecked():
            self.click()
