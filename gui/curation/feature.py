"""The curator's page in the window: up at once, filled in by jobs, one after the other."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import msgspec
from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from nhan.core.agreement.choice import AgreementChoice, chosen
from nhan.core.agreement.compare import compare
from nhan.core.agreement.result import Agreement
from nhan.core.curation.article_filter import ArticleFilter, SearchIn
from nhan.core.messages import Message
from nhan.core.people.whose import known_as, workers
from nhan.core.readable import Unreadable
from nhan.core.releases.card import PAGE
from nhan.core.releases.making import releases
from nhan.core.report.over_time import DayAgreement, over_time
from nhan.core.report.standing import (
    LabelStanding,
    OpenArticle,
    OpenQuestion,
    PersonStanding,
    Standing,
    TopicStanding,
    standing,
)
from nhan.core.store.project_file import Role
from nhan.core.withheld import refuse_seeing_all
from nhan.gui.context import Context, Feature
from nhan.gui.curation.answering import answer_question
from nhan.gui.curation.page import MOST, CuratorPage
from nhan.gui.jobs import STOPPED, Job, JobProgress
from nhan.gui.questions.asked import asked

LINKS = ("adjudicate", "agreement", "doubts", "assign", "make_release")  # those that the window has
T = TypeVar("T")


class SeenStanding(msgspec.Struct):
    """What came of looking, as far as it has come. ``titles``: of the articles that are named, by id."""

    standing: Standing | None = None
    titles: dict[str, str] = {}
    agreement: Agreement | None = None
    days: list[DayAgreement] = []


class Curation(QObject):
    """Shows the page with what was known last, looks again, and goes where the page points."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context = context
        self._page: CuratorPage | None = None
        self._job: Job | None = None
        self._last = SeenStanding()

    def open(self) -> None:
        """Show the page until something on it is opened, or it is closed."""
        context, actions = self._context, self._context.actions()
        links = [actions[name] for name in LINKS if name in actions]
        page = self._page = CuratorPage(context.language, links, context.window)
        page.show_releases([(each, each.name) for each in releases(context.bridge.session.project)])
        last = self._last
        if last.standing is not None:
            page.show_standing(last.standing, last.titles)
        if last.agreement is not None:
            page.show_agreement(last.agreement)
            page.show_days(last.days)
            page.is_full = False
        page.say(self.tr("Looking at everybody's work…"))
        self._stand()
        asked(page)
        self._page, chosen_row = None, page.chosen
        if self._job is not None:
            self._job.stop()
            self._job = None
        if chosen_row is not None:
            self._go(chosen_row)

    # -- looking --------------------------------------------------------------------------------------------------

    def _run(
        self, title: str, work: Callable[[JobProgress], T], then: Callable[[CuratorPage, T], object], total: int
    ) -> None:
        """One after the other, as long as the page is there."""
        page = self._page

        def found(value: T) -> None:
            if page is not None and self._page is page:
                then(page, value)

        def refused(message: Message) -> None:
            if page is not None and self._page is page and message != STOPPED:
                page.cannot_compare(message)

        self._job = self._context.run(title, work, found, total, refused)

    def _stand(self) -> None:
        project, passed = self._context.bridge.session.project, list[Unreadable]()
        viewer = self._context.identity.annotator_in(project).id

        def look(progress: JobProgress) -> tuple[Standing, dict[str, str]]:
            refuse_seeing_all(project, viewer)
            found = standing(project, progress.step, passed.append)
            named = [*(each.article for each in found.open[:MOST]), *(each.article for each in found.questions[:MOST])]
            return found, {name: project.title(name) or name for name in named}

        def looked(page: CuratorPage, found: tuple[Standing, dict[str, str]]) -> None:
            self._context.bridge.name_passed_over(passed)
            self._last.standing, self._last.titles = found
            page.show_standing(*found)
            self._compare()

        self._run(self.tr("Looking at everybody's work"), look, looked, len(project.ids))

    def _compare(self) -> None:
        snapshot, user = self._context.bridge.session.snapshot(), self._context.identity.person

        def work(progress: JobProgress) -> Agreement:
            who = chosen(snapshot, AgreementChoice(), user)
            return compare(snapshot.project, who.sides, who.pairs, seen=progress.step).plain

        def compared(page: CuratorPage, found: Agreement) -> None:
            self._last.agreement = found
            page.show_agreement(found)
            self._date(found)

        self._run(self.tr("Comparing people's work"), work, compared, len(snapshot.ids))

    def _date(self, agreement: Agreement) -> None:
        project = self._context.bridge.session.project

        def work(progress: JobProgress) -> list[DayAgreement]:
            return over_time(project, agreement.by_article, progress.step)

        def dated(page: CuratorPage, days: list[DayAgreement]) -> None:
            self._last.days = days
            page.show_days(days)

        self._run(self.tr("Reading when articles were done"), work, dated, len(agreement.people))

    # -- going ----------------------------------------------------------------------------------------------------

    def _go(self, value: object) -> None:
        context = self._context
        match value:
            case PersonStanding():
                context.events.listing_wanted.emit(ArticleFilter(value.name, SearchIn.PERSON), value.name)
            case LabelStanding():
                context.events.listing_wanted.emit(ArticleFilter(value.name, SearchIn.LABEL), value.name)
            case TopicStanding():
                context.events.listing_wanted.emit(ArticleFilter(value.name, SearchIn.META), value.name)
            case OpenArticle(stops=0):
                context.show_article(value.article)
            case OpenArticle():
                context.show_article(value.article, context.actions()["adjudicate"].trigger)
            case OpenQuestion():
                context.show_article(value.article, partial(self._show_question, value))
            case Path():
                QDesktopServices.openUrl(QUrl.fromLocalFile(str(value / PAGE)))
            case str():
                context.actions()[value].trigger()
            case _:
                raise AssertionError(f"no place for {value!r}")

    def _show_question(self, question: OpenQuestion) -> None:
        """Select the words, say what is asked, and offer to answer it where the user decides."""
        self._select(question.start, question.end)
        said = self.tr("{name} asks: {said}").format(name=self._name_of(question), said=question.said or "?")
        if self._is_adjudicator:
            answer = partial(answer_question, self._context, question, said)
            self._context.notice.say(said, self.tr("Answer…"), answer)
        else:
            self._context.notice.say(said)

    @property
    def _is_adjudicator(self) -> bool:
        session = self._context.bridge.session
        roles = {each.id: each.role for each in session.project.annotators}
        return session.read_only is None and roles.get(session.annotator) is Role.ADJUDICATOR

    def _name_of(self, question: OpenQuestion) -> str:
        everyone = known_as(workers(self._context.bridge.session.project))
        return everyone.get(question.person, question.person)

    def _select(self, start: int, end: int) -> None:
        view = self._context.view
        view.set_active(None)
        view.set_selection(start, end)
        view.reveal(start, steady=True)
        view.setFocus()
        self._context.events.place_shown.emit(start, end)


def attach(context: Context) -> Feature:
    return Feature(handlers={"curate": Curation(context).open})
