"""The one table of actions. Menus, toolbar, key sheet, command palette, tooltips and tests are made from it.

Default keys are safe under Telex, VNI and Unikey: digits, arrows, Tab, Enter, Delete, function keys and chords with
Ctrl; never a letter alone, never Backspace alone.
"""

from PySide6.QtCore import QCoreApplication

from nhan.gui.action_spec import Needs, Scope, Spec
from nhan.gui.i18n import QT_TRANSLATE_NOOP

A, P, W = Scope
NOTHING, PROJECT, ARTICLE, SPAN = Needs

MENUS = {
    "project": QT_TRANSLATE_NOOP("actions", "&Project"),
    "edit": QT_TRANSLATE_NOOP("actions", "&Edit"),
    "review": QT_TRANSLATE_NOOP("actions", "&Review"),
    "article": QT_TRANSLATE_NOOP("actions", "&Article"),
    "view": QT_TRANSLATE_NOOP("actions", "&View"),
    "help": QT_TRANSLATE_NOOP("actions", "&Help"),
}

DIGITS = "1234567890"
ACTIONS = (
    Spec("new_project", QT_TRANSLATE_NOOP("actions", "New project…"), ("Ctrl+N",), "project", 0, NOTHING, W),
    Spec("open_project", QT_TRANSLATE_NOOP("actions", "Open project…"), ("Ctrl+O",), "project", 0, NOTHING, W),
    Spec("start_page", QT_TRANSLATE_NOOP("actions", "Start page"), (), "project", 0, NOTHING, W),
    Spec("own_work", QT_TRANSLATE_NOOP("actions", "To my own work, to change it"), (), "project", 0, PROJECT, W),
    Spec("import", QT_TRANSLATE_NOOP("actions", "Import articles…"), ("Ctrl+I",), "project", 1, PROJECT, W),
    Spec("suggest_all", QT_TRANSLATE_NOOP("actions", "Suggest for all articles"), (), "project", 1, PROJECT, W),
    Spec("export", QT_TRANSLATE_NOOP("actions", "Export…"), ("Ctrl+E",), "project", 1, PROJECT, W),
    Spec("save_copy", QT_TRANSLATE_NOOP("actions", "Save a copy elsewhere…"), (), "project", 1, PROJECT, W),
    Spec("recover", QT_TRANSLATE_NOOP("actions", "Recover damaged work…"), (), "project", 1, PROJECT, W),
    Spec("project_page", QT_TRANSLATE_NOOP("actions", "Progress and pace…"), (), "project", 1, PROJECT, W),
    Spec("curate", QT_TRANSLATE_NOOP("actions", "Where the project stands…"), (), "project", 1, PROJECT, W),
    Spec("agreement", QT_TRANSLATE_NOOP("actions", "Agreement between people…"), (), "project", 1, PROJECT, W),
    Spec("assign", QT_TRANSLATE_NOOP("actions", "Assign articles to people…"), (), "project", 1, PROJECT, W),
    Spec("workload", QT_TRANSLATE_NOOP("actions", "Who is how far…"), (), "project", 1, PROJECT, W),
    Spec("make_release", QT_TRANSLATE_NOOP("actions", "Make a release…"), (), "project", 1, PROJECT, W),
    Spec("labels", QT_TRANSLATE_NOOP("actions", "Label set…"), (), "project", 2, PROJECT, W),
    Spec("choose_suggester", QT_TRANSLATE_NOOP("actions", "Who suggests…"), (), "project", 2, PROJECT, W),
    Spec("back_up", QT_TRANSLATE_NOOP("actions", "Back up now"), (), "project", 2, PROJECT, W),
    Spec("restore", QT_TRANSLATE_NOOP("actions", "Restore from a backup…"), (), "project", 2, PROJECT, W),
    Spec("preferences", QT_TRANSLATE_NOOP("actions", "Preferences…"), ("Ctrl+,",), "project", 3, NOTHING, W),
    Spec("quit", QT_TRANSLATE_NOOP("actions", "Quit"), ("Ctrl+Q",), "project", 4, NOTHING, W),
    Spec("undo", QT_TRANSLATE_NOOP("actions", "Undo"), ("Ctrl+Z",), "edit", 0, PROJECT, P, repeats=True, toolbar=True),
    Spec(
        "redo",
        QT_TRANSLATE_NOOP("actions", "Redo"),
        ("Ctrl+Y", "Ctrl+Shift+Z"),
        "edit",
        0,
        PROJECT,
        P,
        repeats=True,
        toolbar=True,
    ),
    Spec("find", QT_TRANSLATE_NOOP("actions", "Find in article…"), ("Ctrl+F",), "edit", 1, ARTICLE, W),
    Spec("find_next", QT_TRANSLATE_NOOP("actions", "Next hit"), ("F3",), "edit", 1, ARTICLE, W, repeats=True),
    Spec(
        "find_previous",
        QT_TRANSLATE_NOOP("actions", "Previous hit"),
        ("Shift+F3",),
        "edit",
        1,
        ARTICLE,
        W,
        repeats=True,
    ),
    Spec(
        "find_corpus", QT_TRANSLATE_NOOP("actions", "Find in all articles…"), ("Ctrl+Shift+F",), "edit", 1, PROJECT, W
    ),
    Spec("copy", QT_TRANSLATE_NOOP("actions", "Copy text"), ("Ctrl+C",), "edit", 2, ARTICLE, A),
    Spec(
        "next_stop", QT_TRANSLATE_NOOP("actions", "Next to review"), ("Tab",), "review", 0, repeats=True, toolbar=True
    ),
    Spec(
        "previous_stop",
        QT_TRANSLATE_NOOP("actions", "Previous to review"),
        ("Shift+Tab",),
        "review",
        0,
        repeats=True,
        toolbar=True,
    ),
    Spec("accept", QT_TRANSLATE_NOOP("actions", "Accept"), ("Return",), "review", 1, SPAN, P, toolbar=True),
    Spec(
        "accept_down",
        QT_TRANSLATE_NOOP("actions", "Accept down to the next doubtful one"),
        ("Ctrl+Down",),
        "review",
        1,
        ARTICLE,
        toolbar=True,
    ),
    Spec(
        "accept_copies",
        QT_TRANSLATE_NOOP("actions", "Accept with its sure copies on the screen"),
        ("Ctrl+Alt+Return",),
        "review",
        1,
        SPAN,
        P,
    ),
    Spec("reject", QT_TRANSLATE_NOOP("actions", "Reject or remove"), ("Del",), "review", 1, SPAN, P, toolbar=True),
    Spec(
        "next_reading",
        QT_TRANSLATE_NOOP("actions", "The next reading: other edges or another label"),
        ("F4",),
        "review",
        1,
        SPAN,
        P,
        repeats=True,
    ),
    Spec("choose_label", QT_TRANSLATE_NOOP("actions", "Choose a label…"), ("Ctrl+L",), "review", 1, ARTICLE, P),
    Spec(
        "back",
        QT_TRANSLATE_NOOP("actions", "Back to what was decided last"),
        ("Shift+Return",),
        "review",
        1,
        ARTICLE,
        P,
        repeats=True,
    ),
    Spec("end_out", QT_TRANSLATE_NOOP("actions", "End one word out"), ("Shift+Right",), "review", 2, repeats=True),
    Spec("end_in", QT_TRANSLATE_NOOP("actions", "End one word in"), ("Shift+Left",), "review", 2, repeats=True),
    Spec(
        "start_out", QT_TRANSLATE_NOOP("actions", "Start one word out"), ("Ctrl+Shift+Left",), "review", 2, repeats=True
    ),
    Spec(
        "start_in", QT_TRANSLATE_NOOP("actions", "Start one word in"), ("Ctrl+Shift+Right",), "review", 2, repeats=True
    ),
    Spec(
        "end_out_char",
        QT_TRANSLATE_NOOP("actions", "End one character out"),
        ("Alt+Shift+Right",),
        "review",
        3,
        repeats=True,
    ),
    Spec(
        "end_in_char",
        QT_TRANSLATE_NOOP("actions", "End one character in"),
        ("Alt+Shift+Left",),
        "review",
        3,
        repeats=True,
    ),
    Spec(
        "start_out_char",
        QT_TRANSLATE_NOOP("actions", "Start one character out"),
        ("Ctrl+Alt+Shift+Left",),
        "review",
        3,
        repeats=True,
    ),
    Spec(
        "start_in_char",
        QT_TRANSLATE_NOOP("actions", "Start one character in"),
        ("Ctrl+Alt+Shift+Right",),
        "review",
        3,
        repeats=True,
    ),
    Spec("merge", QT_TRANSLATE_NOOP("actions", "Merge with the next span"), ("Ctrl+J",), "review", 4, SPAN, P),
    Spec("split", QT_TRANSLATE_NOOP("actions", "Split at the caret"), ("Ctrl+K",), "review", 4, SPAN, P),
    Spec("trim", QT_TRANSLATE_NOOP("actions", "Trim punctuation and spaces"), ("Ctrl+T",), "review", 4, SPAN, P),
    Spec(
        "accept_same",
        QT_TRANSLATE_NOOP("actions", "Accept all the same in the article"),
        ("Alt+Return",),
        "review",
        5,
        SPAN,
        P,
    ),
    Spec(
        "accept_corpus",
        QT_TRANSLATE_NOOP("actions", "Accept all the same in all articles…"),
        ("Alt+Shift+Return",),
        "review",
        5,
        SPAN,
        P,
    ),
    Spec(
        "propose_same",
        QT_TRANSLATE_NOOP("actions", "Propose for all the same in the article"),
        ("Ctrl+D",),
        "review",
        5,
        SPAN,
        P,
    ),
    Spec(
        "propose_corpus",
        QT_TRANSLATE_NOOP("actions", "Propose for all the same in all articles…"),
        ("Ctrl+Shift+D",),
        "review",
        5,
        SPAN,
        P,
    ),
    Spec(
        "withdraw_same",
        QT_TRANSLATE_NOOP("actions", "Reject all the same in the article"),
        ("Ctrl+Del",),
        "review",
        5,
        SPAN,
        P,
    ),
    Spec(
        "withdraw_corpus",
        QT_TRANSLATE_NOOP("actions", "Reject all the same in all articles…"),
        ("Ctrl+Shift+Del",),
        "review",
        5,
        SPAN,
        P,
    ),
    Spec(
        "next_same",
        QT_TRANSLATE_NOOP("actions", "Next place of the same words that is labelled otherwise"),
        ("Shift+F4",),
        "review",
        6,
        ARTICLE,
        P,
        repeats=True,
    ),
    Spec("outer_span", QT_TRANSLATE_NOOP("actions", "Next span under the caret"), ("Ctrl+Up",), "review", 6),
    Spec("release", QT_TRANSLATE_NOOP("actions", "Let the span or selection go"), ("Esc",), "review", 6),
    Spec("next_conflict", QT_TRANSLATE_NOOP("actions", "Next conflict"), ("Alt+Down",), "review", 7, PROJECT, P),
    Spec("previous_conflict", QT_TRANSLATE_NOOP("actions", "Previous conflict"), ("Alt+Up",), "review", 7, PROJECT, P),
    Spec(
        "take_here",
        QT_TRANSLATE_NOOP("actions", "Conflict: keep what is in the article"),
        ("Alt+Left",),
        "review",
        7,
        scope=P,
    ),
    Spec(
        "take_other",
        QT_TRANSLATE_NOOP("actions", "Conflict: take the other version"),
        ("Alt+Right",),
        "review",
        7,
        scope=P,
    ),
    Spec(
        "otherwise",
        QT_TRANSLATE_NOOP("actions", "What was decided otherwise than I did…"),
        ("Ctrl+F2",),
        "review",
        8,
        PROJECT,
        W,
    ),
    Spec("adjudicate", QT_TRANSLATE_NOOP("actions", "Adjudicate what people did"), (), "review", 8, PROJECT, W),
    Spec(
        "voters",
        QT_TRANSLATE_NOOP("actions", "Adjudication: show who had which version"),
        (),
        "review",
        8,
        PROJECT,
        W,
        checkable=True,
    ),
    Spec("doubts", QT_TRANSLATE_NOOP("actions", "Go through doubtful labels"), (), "review", 8, PROJECT, W),
    Spec(
        "finish",
        QT_TRANSLATE_NOOP("actions", "Done, next article"),
        ("Ctrl+Return",),
        "article",
        0,
        scope=P,
        toolbar=True,
    ),
    Spec(
        "finish_bulk",
        QT_TRANSLATE_NOOP("actions", "Accept all the rest, done, next"),
        ("Ctrl+Shift+Return",),
        "article",
        0,
        scope=P,
    ),
    Spec("skip", QT_TRANSLATE_NOOP("actions", "Skip"), ("Ctrl+F8",), "article", 1, scope=P),
    Spec("flag", QT_TRANSLATE_NOOP("actions", "Flag for discussion"), ("F8",), "article", 1, scope=P),
    Spec("reopen", QT_TRANSLATE_NOOP("actions", "Back to work"), (), "article", 1, scope=P),
    Spec("next_article", QT_TRANSLATE_NOOP("actions", "Next article"), ("Ctrl+PgDown",), "article", 2, scope=W),
    Spec("previous_article", QT_TRANSLATE_NOOP("actions", "Previous article"), ("Ctrl+PgUp",), "article", 2, scope=W),
    Spec(
        "next_to_do", QT_TRANSLATE_NOOP("actions", "Next article to do"), ("Ctrl+Shift+PgDown",), "article", 2, scope=W
    ),
    Spec("comment", QT_TRANSLATE_NOOP("actions", "Note or question on the span…"), ("F2",), "article", 3, scope=W),
    Spec("note", QT_TRANSLATE_NOOP("actions", "Write a note on the article"), ("Shift+F2",), "article", 3, scope=W),
    Spec("article_info", QT_TRANSLATE_NOOP("actions", "About this article…"), (), "article", 3, scope=W),
    Spec("suggest_again", QT_TRANSLATE_NOOP("actions", "Suggest again"), ("F5",), "article", 3, scope=P),
    Spec("rename_article", QT_TRANSLATE_NOOP("actions", "Rename the article…"), (), "article", 4, scope=W),
    Spec("give_back", QT_TRANSLATE_NOOP("actions", "Give the article back…"), (), "article", 4, scope=W),
    Spec("delete_articles", QT_TRANSLATE_NOOP("actions", "Delete articles…"), (), "article", 4, scope=W),
    Spec("next_word", QT_TRANSLATE_NOOP("actions", "Next word"), ("Right",), repeats=True),
    Spec("previous_word", QT_TRANSLATE_NOOP("actions", "Previous word"), ("Left",), repeats=True),
    Spec("next_line", QT_TRANSLATE_NOOP("actions", "Next line"), ("Down",), repeats=True),
    Spec("previous_line", QT_TRANSLATE_NOOP("actions", "Previous line"), ("Up",), repeats=True),
    Spec("text_start", QT_TRANSLATE_NOOP("actions", "Start of the article"), ("Ctrl+Home", "Home")),
    Spec("text_end", QT_TRANSLATE_NOOP("actions", "End of the article"), ("Ctrl+End", "End")),
    Spec("left_panels", QT_TRANSLATE_NOOP("actions", "Panels on the left"), (), "view", 0, NOTHING, W),
    Spec("right_panels", QT_TRANSLATE_NOOP("actions", "Panels on the right"), (), "view", 0, NOTHING, W),
    Spec("focus", QT_TRANSLATE_NOOP("actions", "The article alone"), ("F11",), "view", 0, NOTHING, W, checkable=True),
    Spec(
        "larger", QT_TRANSLATE_NOOP("actions", "Larger text"), ("Ctrl++", "Ctrl+="), "view", 1, NOTHING, W, repeats=True
    ),
    Spec("smaller", QT_TRANSLATE_NOOP("actions", "Smaller text"), ("Ctrl+-",), "view", 1, NOTHING, W, repeats=True),
    Spec("normal_size", QT_TRANSLATE_NOOP("actions", "Normal text size"), ("Ctrl+Alt+0",), "view", 1, NOTHING, W),
    Spec("compact", QT_TRANSLATE_NOOP("actions", "Compact lines"), ("F9",), "view", 2, NOTHING, W, checkable=True),
    Spec("signs", QT_TRANSLATE_NOOP("actions", "Show invisible signs"), (), "view", 2, NOTHING, W, checkable=True),
    Spec("dark", QT_TRANSLATE_NOOP("actions", "Dark theme"), ("F10",), "view", 2, NOTHING, W, checkable=True),
    Spec(
        "candidates",
        QT_TRANSLATE_NOOP("actions", "Stop at candidates for missing spans"),
        ("F7",),
        "view",
        3,
        NOTHING,
        W,
        checkable=True,
    ),
    Spec("next_pane", QT_TRANSLATE_NOOP("actions", "Next pane"), ("F6",), "view", 4, NOTHING, W),
    Spec("previous_pane", QT_TRANSLATE_NOOP("actions", "Previous pane"), ("Shift+F6",), "view", 4, NOTHING, W),
    Spec("manual", QT_TRANSLATE_NOOP("actions", "Manual"), ("F1",), "help", 0, NOTHING, W),
    Spec("key_sheet", QT_TRANSLATE_NOOP("actions", "Keys"), ("Shift+F1",), "help", 0, NOTHING, W),
    Spec("palette", QT_TRANSLATE_NOOP("actions", "All commands…"), ("Ctrl+P",), "help", 0, NOTHING, W),
    Spec("shortcuts", QT_TRANSLATE_NOOP("actions", "Change keys…"), (), "help", 0, NOTHING, W),
    Spec("first_steps", QT_TRANSLATE_NOOP("actions", "First steps on the sample"), (), "help", 0, NOTHING, W),
    Spec("report_problem", QT_TRANSLATE_NOOP("actions", "Report a problem…"), (), "help", 1, NOTHING, W),
    Spec("look_for_update", QT_TRANSLATE_NOOP("actions", "Is there a newer version?"), (), "help", 1, NOTHING, W),
    Spec("open_log", QT_TRANSLATE_NOOP("actions", "Open the log"), (), "help", 1, NOTHING, W),
    Spec("about", QT_TRANSLATE_NOOP("actions", "About Nhãn"), (), "help", 1, NOTHING, W),
    *(
        Spec(f"label_{digit}", QT_TRANSLATE_NOOP("actions", "Label with this key's label"), (digit,), scope=P)
        for digit in DIGITS
    ),
    *(
        Spec(
            f"label_same_{digit}",
            QT_TRANSLATE_NOOP("actions", "Give all the same in the article this key's label"),
            (f"Ctrl+{digit}",),
            needs=SPAN,
            scope=P,
        )
        for digit in DIGITS
    ),
)
BY_ID = {spec.id: spec for spec in ACTIONS}


def title(spec: Spec) -> str:
    """The action's text in the user's language."""
    return QCoreApplication.translate("actions", spec.text)


def menu_title(menu: str) -> str:
    return QCoreApplication.translate("actions", MENUS[menu])
