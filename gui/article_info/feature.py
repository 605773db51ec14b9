"""An article's metadata in the window. The browser opens an address after a yes that shows all of it."""

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices

from nhan.core.article_facts import Fact, facts
from nhan.core.messages import Message
from nhan.gui.article_info.dialog import ArticleInfoDialog
from nhan.gui.context import Context, Feature
from nhan.gui.questions.asked import asked
from nhan.gui.questions.confirm import confirm


def attach(context: Context) -> Feature:
    def ask(address: str) -> None:
        question = QCoreApplication.translate("ArticleInfo", "Open this address in the browser?")
        yes = QCoreApplication.translate("ArticleInfo", "Open")
        if confirm(question, address, yes, context.window) and not QDesktopServices.openUrl(QUrl(address)):
            context.fail(Message("window.no_browser", {"address": address}))

    def show() -> None:
        document = context.bridge.document
        if document is None:
            return
        article = document.article
        own = [
            Fact(QCoreApplication.translate("ArticleInfo", "Title"), article.title or "–"),
            Fact(QCoreApplication.translate("ArticleInfo", "Id"), article.id),
            Fact(QCoreApplication.translate("ArticleInfo", "Characters"), str(len(article.text))),
        ]
        asked(ArticleInfoDialog(own, facts(article.meta), ask, context.window))

    return Feature(handlers={"article_info": show})
