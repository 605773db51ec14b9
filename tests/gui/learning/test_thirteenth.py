"""Twelve articles are labelled by keys in the window; the thirteenth comes right by itself."""

from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from nhan.core.model import Article, ArticleStatus, Span, SpanStatus
from nhan.core.project import Project
from nhan.core.store.disk import Disk
from nhan.core.suggest.registry import LEARNED
from nhan.core.tagger.training_example import CorrectedArticle
from nhan.gui.app import Program
from nhan.gui.learning.controller import Learning
from nhan.gui.main_window import MainWindow
from nhan.gui.settings import AUTO_SUGGEST, AUTO_TRAIN
from nhan.gui.suggestions.fetcher import SuggestionFetcher
from tests.core.building import label_set
from tests.core.news import articles
from tests.gui.conftest import Typist, part, settle

LABELS = label_set("SHIP", "PER", "LOC")
KEYS = {label.name: label.key for label in LABELS.labels}
WAIT = 120_000  # ms: a bound for a machine with much else to do, not a wait


def spans(annotator: Typist, status: SpanStatus) -> set[tuple[int, int, str]]:
    document = annotator.window.bridge.document
    assert document is not None
    return {(each.start, each.end, each.label) for each in document if each.status is status}


def correct(annotator: Typist, given: CorrectedArticle) -> None:
    """Make the shown article right, with the keys of an annotator who goes through it once."""
    document, view = annotator.window.bridge.document, annotator.window.view
    assert document is not None and document.id == given.article
    gold = set(given.spans)
    while (first := next((each for each in document if each.status is SpanStatus.SUGGESTED), None)) is not None:
        view.set_active(first.id)
        annotator.press("Return" if _place(first) in gold else "Delete")
    for start, end, label in given.spans:
        if (start, end, label) not in spans(annotator, SpanStatus.CONFIRMED):
            view.set_active(None)
            view.set_selection(start, end)
            annotator.press(KEYS[label])
    assert spans(annotator, SpanStatus.CONFIRMED) == gold


def _has_come(window: MainWindow, article_id: str) -> bool:
    return not part(window, SuggestionFetcher).is_pending(article_id)


def _sources(window: MainWindow, article_id: str) -> set[str]:
    return {each.source.name for each in window.bridge.session.document(article_id)}


def _place(span: Span) -> tuple[int, int, str]:
    return span.start, span.end, span.label


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_twelve_articles_teach_the_thirteenth(qtbot: QtBot, tmp_path: Path, program: Program) -> None:
    given = articles(13)
    project = Project.create(Disk(), tmp_path / "p", LABELS)
    project.add_articles([Article(each.article, each.text) for each in given])
    program.settings.set(AUTO_SUGGEST, True)
    program.settings.set(AUTO_TRAIN, True)
    window = program.open(tmp_path / "p")
    settle(window, qtbot)
    annotator = Typist(window, qtbot)
    models: list[object] = []
    part(window, Learning).trained.connect(models.append)
    for each in given[:12]:
        window.show_article(each.article)
        qtbot.waitUntil(partial(_has_come, window, each.article), timeout=WAIT)
        correct(annotator, each)
        annotator.press("Ctrl+Return")
        assert window.bridge.session.document(each.article).state.status is ArticleStatus.DONE

    window.show_article(given[0].article)  # the thirteenth was shown: it would keep what may have been read in it

    def learned_from_all() -> bool:
        last = part(window, Learning).last
        return last is not None and last.articles == 12 and not part(window, Learning).training

    qtbot.waitUntil(learned_from_all, timeout=WAIT)
    assert models and part(window, SuggestionFetcher).name == LEARNED
    last = given[12]
    qtbot.waitUntil(lambda: _sources(window, last.article) == {LEARNED}, timeout=WAIT)
    window.show_article(last.article)
    qtbot.waitUntil(lambda: spans(annotator, SpanStatus.SUGGESTED) == set(last.spans), timeout=WAIT)
    assert _sources(window, last.article) == {LEARNED}
