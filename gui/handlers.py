"""What the actions of the table do: the one place where ids and methods meet (see ``actions``)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from nhan.core.model import ArticleStatus
from nhan.core.operations import Edge
from nhan.gui.article_view.view import ArticleView
from nhan.gui.crash import open_log
from nhan.gui.review.correction import Correction

if TYPE_CHECKING:
    from nhan.gui.main_window import MainWindow


def handlers(window: MainWindow) -> Mapping[str, Callable[[], object]]:
    """Of every action of a window, by id."""
    commands = window.commands
    return correcting(window.correction, window.view) | {
        "release": window.release,
        "propose_corpus": partial(window.corpus.same, withdraw=False),
        "withdraw_corpus": partial(window.corpus.same, withdraw=True),
        "new_project": commands.new_project,
        "open_project": commands.open_project,
        "import": commands.import_files,
        "suggest_all": commands.suggest_all,
        "export": commands.export,
        "preferences": commands.preferences,
        "quit": window.close,
        "find": window.pane.open_find,
        "find_next": partial(window.pane.go_to_hit, 1),
        "find_previous": partial(window.pane.go_to_hit, -1),
        "find_corpus": commands.find_corpus,
        "next_article": partial(window.go_beside, 1),
        "previous_article": partial(window.go_beside, -1),
        "next_to_do": window.go_to_next,
        "note": window.write_note,
        "suggest_again": window.suggest_again,
        "larger": partial(window.text_size, 1),
        "smaller": partial(window.text_size, -1),
        "normal_size": partial(window.settings.set, "text_px", 15),
        "compact": partial(window.toggle, "density", "comfortable", "compact"),
        "dark": partial(window.toggle, "theme", "light", "dark"),
        "candidates": partial(window.toggle, "tab_candidates", "none", "both"),
        "next_pane": partial(window.docks.go_to_pane, 1),
        "previous_pane": partial(window.docks.go_to_pane, -1),
        "key_sheet": commands.key_sheet,
        "palette": commands.palette,
        "shortcuts": commands.shortcuts,
        "open_log": open_log,
        "about": commands.about,
    }


def correcting(correction: Correction, view: ArticleView) -> dict[str, Callable[[], object]]:
    """The keys of an article, by the ids in the table of actions."""
    table: dict[str, Callable[[], object]] = {
        "next_stop": correction.next_stop,
        "previous_stop": correction.previous_stop,
        "accept": correction.accept,
        "reject": correction.reject,
        "runner_up": correction.runner_up,
        "merge": correction.merge,
        "split": correction.split,
        "trim": correction.trim,
        "propose_same": correction.same,
        "withdraw_same": partial(correction.same, withdraw=True),
        "outer_span": correction.outer_span,
        "release": correction.release,
        "finish": correction.finish,
        "finish_bulk": partial(correction.finish, bulk=True),
        "skip": partial(correction.set_status, ArticleStatus.SKIPPED, go_on=True),
        "flag": partial(correction.set_status, ArticleStatus.FLAGGED, go_on=False),
        "reopen": partial(correction.set_status, ArticleStatus.IN_PROGRESS, go_on=False),
        "undo": correction.undo,
        "redo": correction.redo,
        "copy": correction.copy,
        "next_word": partial(correction.step, 1),
        "previous_word": partial(correction.step, -1),
        "next_line": partial(view.line_step, 1),
        "previous_line": partial(view.line_step, -1),
        "text_start": partial(view.set_caret, 0),
        "text_end": lambda: view.set_caret(len(view.text)),
    }
    for edge in Edge:
        for way, outwards in (("out", True), ("in", False)):
            table[f"{edge.value}_{way}"] = partial(correction.edge, edge, outwards)
            table[f"{edge.value}_{way}_char"] = partial(correction.edge, edge, outwards, by_character=True)
    for digit in "1234567890":
        table[f"label_{digit}"] = partial(correction.label_key, digit)
    return table
