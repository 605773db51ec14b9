"""What a survey has found, in the user's words."""

from nhan.core.damage.account import account
from nhan.core.damage.rebuild import Rebuilt
from nhan.core.damage.survey import DamagedArticle, Survey
from nhan.core.project import Project
from nhan.gui.i18n import Language


def in_words(article: DamagedArticle, title: str, language: Language) -> str:
    """What is wrong with an article, and what can be done about it."""
    remedy = article.remedy
    said = account(article.fault, remedy) if isinstance(remedy, Rebuilt) else [remedy]
    return "\n".join((title or article.article, *map(language.say, (article.message, *said))))


def findings(found: Survey, project: Project, language: Language) -> list[str]:
    """All that was found, a paragraph each."""
    articles = [in_words(each, project.title(each.article), language) for each in found.articles]
    journals = ["\n".join(map(language.say, each.messages)) for each in found.to_keep]
    return [*articles, *journals, *map(language.say, found.left)]
