"""What the states of an article are called, wherever they are named."""

from PySide6.QtCore import QCoreApplication

from nhan.core.model import ArticleStatus


def status_name(status: ArticleStatus) -> str:
    match status:
        case ArticleStatus.NEW:
            return QCoreApplication.translate("Status", "to do")
        case ArticleStatus.IN_PROGRESS:
            return QCoreApplication.translate("Status", "in progress")
        case ArticleStatus.DONE:
            return QCoreApplication.translate("Status", "done")
        case ArticleStatus.SKIPPED:
            return QCoreApplication.translate("Status", "skipped")
        case ArticleStatus.FLAGGED:
            return QCoreApplication.translate("Status", "flagged")
