"""What the states of an article are called, wherever they are named."""

from PySide6.QtCore import QCoreApplication

from nhan.core.model import ArticleState, ArticleStatus


def status_name(status: ArticleStatus) -> str:
    match status:
        case ArticleStatus.NEW:
            return QCoreApplication.translate("Status", "to do")
        case ArticleStatus.IN_PROGRESS | ArticleStatus.FLAGGED:
            return QCoreApplication.translate("Status", "in progress")
        case ArticleStatus.DONE:
            return QCoreApplication.translate("Status", "done")
        case ArticleStatus.SKIPPED:
            return QCoreApplication.translate("Status", "skipped")


def flag_name() -> str:
    return QCoreApplication.translate("Status", "flagged")


def state_name(state: ArticleState) -> str:
    """The status and the flag beside it."""
    return f"{status_name(state.status)} · {flag_name()}" if state.flagged else status_name(state.status)
