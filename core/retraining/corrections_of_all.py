"""What a project's models are made from: one's own corrections and, unless the project says otherwise, everybody's."""

from collections.abc import Callable, Container, Iterator
from typing import assert_never

from nhan.core.messages import Message, NhanError
from nhan.core.model import ArticleStatus
from nhan.core.people.learn_from import LearnFrom, learn_from
from nhan.core.people.whose import workers
from nhan.core.readable import Opened, Unreadable
from nhan.core.retraining.corrections import corrections
from nhan.core.session import Session
from nhan.core.tagger.training_example import CorrectedArticle, corrected
from nhan.core.withheld import withheld_from


def all_corrections(session: Session, passed_over: Callable[[Unreadable], object]) -> list[CorrectedArticle]:
    """What models learn from, in the order of the project: of two people's versions the session's own, else that of
    who is listed first. ``passed_over`` hears of every article that cannot be read."""
    found = {each.article: each for each in corrections(session, passed_over)}
    found |= {each.article: each for each in corrections_of_others(session, found, passed_over)}
    return [found[name] for name in session.project.ids if name in found]


def corrections_of_others(
    session: Session,
    known: Container[str],
    passed_over: Callable[[Unreadable], object],
    stopped: Callable[[], bool] = lambda: False,
) -> Iterator[CorrectedArticle]:
    """The articles that others are done with and that are not ``known``, each once; none where the project learns from
    one's own alone, and none that the annotator has to do without others' work. May be drawn in any thread, until
    ``stopped`` says so. NhanError: what is given to people cannot be read."""
    project, seen = session.project, set[str]()
    if learn_from(project) is LearnFrom.OWN:
        return
    withheld = withheld_from(project, session.annotator)
    for person in workers(project):
        if person.id == session.annotator:
            continue
        try:
            other = Session(project, person.id, read_only=Message("session.reading"))
        except NhanError as error:  # a journal of a later version
            passed_over(Unreadable(person.id, error.message))
            continue
        for article_id in other.begun:
            if stopped():
                return
            if withheld.waits(article_id):
                continue
            summary = other.summary(article_id)
            if article_id in known or article_id in seen or summary.status is not ArticleStatus.DONE:
                if summary.problem is not None:
                    passed_over(Unreadable(article_id, summary.problem))
                continue
            match other.read(article_id):
                case Opened(document):
                    seen.add(article_id)
                    yield corrected(document, project.labels.gone)
                case Unreadable() as unreadable:
                    passed_over(unreadable)
                case never:
                    assert_never(never)
