"""The steps, in the order in which an annotator needs them."""

import msgspec

from nhan.gui.i18n import QT_TRANSLATE_NOOP

UNDONE = "undone"  # stands for a step of undo or redo among the verbs


class FirstStep(msgspec.Struct, frozen=True):
    """``words`` with the keys of ``actions`` in the order of their places; done once one of ``verbs`` was.

    ``on_suggestion``: it needs one; ``lets_go``: Esc is needed to do it, and does not leave the steps.
    """

    words: str
    actions: tuple[str, ...]
    verbs: frozenset[str]
    on_suggestion: bool = True
    lets_go: bool = False


STEPS = (
    FirstStep(
        QT_TRANSLATE_NOOP("FirstSteps", "The span with the ring is a suggestion. If it is right, press {0}: accept."),
        ("accept",),
        frozenset({"accept"}),
    ),
    FirstStep(
        QT_TRANSLATE_NOOP(
            "FirstSteps", "The ring has gone on. Right place, wrong label? Press a digit, as below the text: {0}, {1}…"
        ),
        ("label_1", "label_2"),
        frozenset({"relabel"}),
    ),
    FirstStep(
        QT_TRANSLATE_NOOP("FirstSteps", "Too short, too long? {0} and {1} move the end by one word. Press one."),
        ("end_out", "end_in"),
        frozenset({"move_edge"}),
    ),
    FirstStep(
        QT_TRANSLATE_NOOP("FirstSteps", "{0} goes on to the next one. If it is no name at all, press {1}: reject."),
        ("next_stop", "reject"),
        frozenset({"reject", "remove"}),
    ),
    FirstStep(
        QT_TRANSLATE_NOOP(
            "FirstSteps", "Something is missing? Double-click a word (or {0}, then {1} over words), and press a digit."
        ),
        ("release", "end_out"),
        frozenset({"add"}),
        on_suggestion=False,
        lets_go=True,
    ),
    FirstStep(
        QT_TRANSLATE_NOOP("FirstSteps", "A wrong key? {0} takes it back. Press it."),
        ("undo",),
        frozenset({UNDONE}),
        on_suggestion=False,
    ),
)
WAIT = FirstStep(
    QT_TRANSLATE_NOOP("FirstSteps", "Suggestions for this article are being made: a moment. {0} asks for them again."),
    ("suggest_again",),
    frozenset(),
)
END = FirstStep(
    QT_TRANSLATE_NOOP(
        "FirstSteps",
        "That is all it takes. {0} when an article is done; {1} shows all keys. Go on here, or with your own project.",
    ),
    ("finish", "key_sheet"),
    frozenset(),
)
