"""Giving articles out in the window: asked for, made as one change, and said; undo takes it back."""

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer

from nhan.core.curation.dealing import Dealer, Plan
from nhan.core.messages import Message, NhanError
from nhan.core.model import Assigned, Change
from nhan.core.operations import configure
from nhan.core.people.others_work import OTHERS_WORK, OthersWork, others_work
from nhan.core.people.whose import known_as, people, writer
from nhan.core.project import Project
from nhan.core.store.assignments_file import read_assignments
from nhan.core.store.project_file import Annotator, Role
from nhan.gui.assignments.dialog import AssignDialog
from nhan.gui.assignments.give_back import GiveBackDialog
from nhan.gui.assignments.planning import Planning
from nhan.gui.assignments.settings_said import settings_said, together
from nhan.gui.context import Context
from nhan.gui.jobs import JobProgress
from nhan.gui.questions.asked import asked


class Assigning(QObject):
    """Asks, and has the queue follow what is given out."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context = context
        context.bridge.changed.connect(self._changed)

    def ask(self) -> None:
        """Show the dialog; on a yes give the articles out."""
        context, session = self._context, self._context.bridge.session
        if session.read_only is not None:
            context.say(session.read_only)
            return
        project, named = session.project, dict[str, Annotator]()

        def known(name: str) -> Annotator:
            return named.setdefault(name, writer(project, name, context.identity.person))

        try:
            before = read_assignments(project.disk, project.folder)
        except NhanError as error:
            context.fail(error)
            return
        me, listed = context.identity.annotator_in(project), people(project)
        there = listed if any(each.id == me.id for each in listed) else [*listed, me]
        apart = others_work(project) is OthersWork.AFTER_OWN
        # Who gives articles out and has begun none is likely to adjudicate, and is listed as no adjudicator yet.
        proposed = [each.id for each in there if each.role is Role.ANNOTATOR and (each.id != me.id or session.begun)]
        dialog = AssignDialog(there, before, proposed, apart, known, context.window)
        dialog.unknown.connect(lambda message: dialog.show_refusal(context.language.say(message)))
        planning = Planning(context, dialog)
        planning.begin()
        agreed = asked(dialog)
        change, wanted, apart = dialog.change, dialog.people, dialog.apart
        planning.stop()
        if agreed:
            self._make(change, wanted, apart)
        context.view.setFocus()  # where undo is

    def _make(self, change: Change | None, wanted: list[Annotator], apart: bool) -> None:
        """One step of undo, with what is to be seen of others' work."""
        project = self._context.bridge.session.project
        try:
            for each in wanted if change is not None else ():
                project.welcome(each.id, each.name)
        except (NhanError, OSError) as error:
            self._context.fail(error)
            return
        change = _with_others_work(change, project, apart)
        if change is not None:
            self._context.bridge.commit(change)

    def _changed(self, change: Change) -> None:
        edit, project = change.project, self._context.bridge.session.project
        if edit is None or (edit.assigned is None and not edit.settings):
            return
        given = [_given(edit.assigned)] if edit.assigned is not None else []
        word = together([*given, *settings_said(project, edit.settings)])
        if word is not None:
            self._context.say(word)
        self._context.order.look_again()

    def give_back(self) -> None:
        """Ask who gives the shown article back, and to whom it goes is said before."""
        context, document = self._context, self._context.bridge.document
        session = context.bridge.session
        if session.read_only is not None or document is None:
            context.say(session.read_only or Message("window.nothing_assigned"))
            return
        article, project = document.id, session.project

        def work(_: JobProgress) -> dict[str, Plan]:
            dealer = Dealer(project)
            if dealer.before is None:
                raise NhanError("window.assign_first")
            return {each: dealer.give_back(each, [article]) for each in dealer.before.articles.get(article, ())}

        def found(plans: dict[str, Plan]) -> None:
            QTimer.singleShot(0, self, lambda: self._ask_who(article, plans))  # once the job has ended

        context.run(self.tr("Working out who gets the article"), work, found)

    def _ask_who(self, article: str, plans: dict[str, Plan]) -> None:
        context = self._context
        project = context.bridge.session.project
        if not plans:
            context.say(Message("window.nobodys_article"))
            return
        names = known_as(people(project))
        me = context.identity.annotator_in(project).id
        takers = {each: taker_of(plan) for each, plan in plans.items()}
        dialog = GiveBackDialog(project.title(article) or article, takers, names, me, context.window)
        if asked(dialog):
            context.bridge.commit(plans[dialog.person].change)
        context.view.setFocus()


def _given(assigned: Assigned) -> Message:
    if assigned.now is None:
        return Message("window.nothing_assigned")
    key = "window.assigned" if assigned.was is None else "window.assigned_otherwise"
    moved = sum(len(each.ids) for each in assigned.given)
    return Message(key, {"count": moved, "people": len(assigned.now.people)})


def _with_others_work(change: Change | None, project: Project, apart: bool) -> Change | None:
    if apart is (others_work(project) is OthersWork.AFTER_OWN):
        return change
    when = OthersWork.AFTER_OWN if apart else OthersWork.ALWAYS
    other = configure(project.settings, {OTHERS_WORK: when.value})
    if not isinstance(other, Change) or other.project is None:
        return change
    if change is None or change.project is None:
        return other
    return replace(change, project=replace(change.project, settings=other.project.settings))


def taker_of(plan: Plan) -> str:
    """To whom what is given back goes; "" = nobody new does it."""
    return next((each.person for each in plan.shares if each.gained), "")
