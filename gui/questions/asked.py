"""A dialog that asks something and then goes."""

from PySide6.QtWidgets import QDialog


def asked(dialog: QDialog) -> bool:
    """Whether its answer is yes. It can be read until the next event: who asks more takes what it said first."""
    answer = bool(dialog.exec())
    dialog.deleteLater()
    return answer
