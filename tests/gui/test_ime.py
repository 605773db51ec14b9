"""The whole key table and the text fields with a real input method (Telex by Unikey under ibus), and other layouts.

Every key is an event of the X server. What it has done is read from the disk.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from nhan.core.model import ArticleStatus
from nhan.gui.actions import ACTIONS
from tests.gui.ime import (
    ENGINE,
    METHOD,
    SCREEN,
    Screen,
    Typist,
    missing,
    missing_libraries,
    suggestion,
    until,
)

MISSING_SCREEN = [*missing(*SCREEN), *missing_libraries()]
MISSING_METHOD = [*missing(*METHOD), *([] if ENGINE.exists() else ["ibus-unikey"])]

pytestmark = [
    pytest.mark.ime,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X and ibus are of Linux"),
    pytest.mark.skipif(bool(MISSING_SCREEN), reason=f"not installed: {', '.join(MISSING_SCREEN)}"),
]
needs_telex = pytest.mark.skipif(bool(MISSING_METHOD), reason=f"not installed: {', '.join(MISSING_METHOD)}")

# What comes twice is decided on at its last place: nothing below it that a decision could be carried over to.
WORDS = "Một Hai Ba Bốn Năm Sáu Bảy Tám Chín Mười."
TEXT = f"Hòa Bình, Hòa Bình.\n{WORDS}\nCông an tỉnh Bắc Ninh bắt “ông Nguyễn Văn A”, ở Hoà Bình."
SUGGESTED = (
    suggestion(TEXT, "tỉnh Bắc Ninh", "PER"),
    suggestion(TEXT, "ông Nguyễn Văn A", "PER"),
    suggestion(TEXT, "Hoà Bình", "LOC", runner_up="ORG"),
)
ARTICLES = 4
NAMED = dict(zip("1234567890", WORDS.rstrip(".").split(), strict=True))

NAMES = ("PER", "LOC", "ORG", "MISC", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE", "TEN")  # of the labels, by their keys

# Keys, of which the last one changes something; what it does; which spans go and come. "*": in every article.
ROWS = (
    ("Return", "do accept", "a0 tỉnh Bắc Ninh PER suggested", "a0 tỉnh Bắc Ninh PER confirmed"),
    ("Ctrl+Shift+Right", "do move_edge", "a0 ông Nguyễn Văn A PER suggested", "a0 Nguyễn Văn A PER confirmed"),
    ("Shift+Left", "do move_edge", "a0 Nguyễn Văn A PER confirmed", "a0 Nguyễn Văn PER confirmed"),
    ("Shift+Right", "do move_edge", "a0 Nguyễn Văn PER confirmed", "a0 Nguyễn Văn A PER confirmed"),
    ("Ctrl+Shift+Left", "do move_edge", "a0 Nguyễn Văn A PER confirmed", "a0 ông Nguyễn Văn A PER confirmed"),
    ("Alt+Shift+Left", "do move_edge", "a0 ông Nguyễn Văn A PER confirmed", "a0 ông Nguyễn Văn  PER confirmed"),
    ("Ctrl+T", "do trim", "a0 ông Nguyễn Văn  PER confirmed", "a0 ông Nguyễn Văn PER confirmed"),
    ("Alt+Shift+Right", "do move_edge", "a0 ông Nguyễn Văn PER confirmed", "a0 ông Nguyễn Văn  PER confirmed"),
    ("Ctrl+Alt+Shift+Right", "do move_edge", "a0 ông Nguyễn Văn  PER confirmed", "a0 ng Nguyễn Văn  PER confirmed"),
    ("Ctrl+Alt+Shift+Left", "do move_edge", "a0 ng Nguyễn Văn  PER confirmed", "a0 ông Nguyễn Văn  PER confirmed"),
    ("Tab F4", "do next_reading", "a0 Hoà Bình LOC suggested", "a0 Hoà Bình ORG confirmed"),
    ("Ctrl+D", "do propose_same", "", "a0 Hòa Bình ORG suggested|a0 Hòa Bình ORG suggested"),
    ("Ctrl+Z", "undo propose_same", "a0 Hòa Bình ORG suggested|a0 Hòa Bình ORG suggested", ""),
    ("Ctrl+Y", "redo propose_same", "", "a0 Hòa Bình ORG suggested|a0 Hòa Bình ORG suggested"),
    ("Ctrl+Z", "undo propose_same", "a0 Hòa Bình ORG suggested|a0 Hòa Bình ORG suggested", ""),
    ("Ctrl+Shift+Z", "redo propose_same", "", "a0 Hòa Bình ORG suggested|a0 Hòa Bình ORG suggested"),
    (
        "Tab Ctrl+Del",
        "do withdraw_same",
        "a0 Hòa Bình ORG suggested|a0 Hòa Bình ORG suggested",
        "a0 Hòa Bình ORG rejected|a0 Hòa Bình ORG rejected",
    ),
    (
        "Shift+Return Shift+Return Right Ctrl+K",
        "do split",
        "a0 Hoà Bình ORG confirmed",
        "a0 Hoà ORG confirmed|a0 Bình ORG confirmed",
    ),
    ("Left Ctrl+J", "do merge", "a0 Hoà ORG confirmed|a0 Bình ORG confirmed", "a0 Hoà Bình ORG confirmed"),
    ("F8", "do set_flag", "", ""),
    ("Del", "do reject", "a0 Hoà Bình ORG confirmed", "a0 Hoà Bình ORG rejected"),
    ("Ctrl+Home Down 1", "do add", "", "a0 Một PER confirmed"),
    ("Right 2", "do add", "", "a0 Hai LOC confirmed"),
    ("Right 3", "do add", "", "a0 Ba ORG confirmed"),
    ("Right 4", "do add", "", "a0 Bốn MISC confirmed"),
    ("Right 5", "do add", "", "a0 Năm FIVE confirmed"),
    ("Right 6", "do add", "", "a0 Sáu SIX confirmed"),
    ("Right 7", "do add", "", "a0 Bảy SEVEN confirmed"),
    ("Right 8", "do add", "", "a0 Tám EIGHT confirmed"),
    ("Right 9", "do add", "", "a0 Chín NINE confirmed"),
    ("Right 0", "do add", "", "a0 Mười TEN confirmed"),
    ("Left 0", "do relabel", "a0 Chín NINE confirmed", "a0 Chín TEN confirmed"),
    (
        "Ctrl+Shift+D Ctrl+Shift+D",
        "do propose_same",
        "",
        "a1 Chín TEN suggested|a2 Chín TEN suggested|a3 Chín TEN suggested",
    ),
    (
        "Alt+Shift+Return Alt+Shift+Return",
        "do accept_same",
        "a1 Chín TEN suggested|a2 Chín TEN suggested|a3 Chín TEN suggested",
        "a1 Chín TEN confirmed|a2 Chín TEN confirmed|a3 Chín TEN confirmed",
    ),
    (
        "Ctrl+Shift+Del Ctrl+Shift+Del",
        "do reject_same",
        "a0 Chín TEN confirmed|a1 Chín TEN confirmed|a2 Chín TEN confirmed|a3 Chín TEN confirmed",
        "a1 Chín TEN rejected|a2 Chín TEN rejected|a3 Chín TEN rejected",
    ),
    ("Ctrl+Home Down Ctrl+2", "do relabel_same", "a0 Một PER confirmed", "a0 Một LOC confirmed"),
    *(
        (f"Ctrl+{digit}", "do relabel_same", f"a0 Một {was} confirmed", f"a0 Một {label} confirmed")
        for digit, was, label in zip("345678901", NAMES[1:], [*NAMES[2:], NAMES[0]], strict=True)
    ),
    ("Ctrl+Return", "do finish", "", ""),
    ("Ctrl+Alt+Return", "do accept", "a1 tỉnh Bắc Ninh PER suggested", "a1 tỉnh Bắc Ninh PER confirmed"),
    ("Ctrl+Z", "undo accept", "a1 tỉnh Bắc Ninh PER confirmed", "a1 tỉnh Bắc Ninh PER suggested"),
    ("Ctrl+Down", "do accept", "a1 tỉnh Bắc Ninh PER suggested", "a1 tỉnh Bắc Ninh PER confirmed"),
    ("Ctrl+Z", "undo accept", "a1 tỉnh Bắc Ninh PER confirmed", "a1 tỉnh Bắc Ninh PER suggested"),
    ("Alt+Return", "do accept_same", "a1 tỉnh Bắc Ninh PER suggested", "a1 tỉnh Bắc Ninh PER confirmed"),
    (
        "Ctrl+Shift+Return",
        "do accept_rest",
        "a1 ông Nguyễn Văn A PER suggested|a1 Hoà Bình LOC suggested",
        "a1 ông Nguyễn Văn A PER confirmed|a1 Hoà Bình LOC confirmed",
    ),
    ("Ctrl+F8", "do set_status", "", ""),
)
# Keys that only go or look; those that open something to type into; those that open a window.
STILL = (
    *("Tab", "Tab", "Shift+Tab", "Right", "Left", "Down", "Up", "Ctrl+Up", "Ctrl+End", "End", "Ctrl+Home", "Home"),
    *("Ctrl+C", "F3", "Shift+F3", "Shift+F4", "F6", "Shift+F6", "F7", "F7", "F9", "F9", "F10", "F10", "Ctrl++"),
    *("Ctrl+=", "F11", "Esc", "Ctrl+-", "Ctrl+Alt+0"),
    *("Alt+Down", "Alt+Up", "Alt+Left", "Alt+Right"),  # there are no conflicts
    "Ctrl+F2",  # nothing was decided otherwise
    *("Ctrl+PgDown", "Ctrl+PgUp", "Ctrl+Shift+PgDown", "Ctrl+PgUp", "Shift+Return", "Tab", "Esc"),
)
FIELDS = ("Shift+F2", "Ctrl+F", "Ctrl+Shift+F", "Ctrl+L")
WINDOWS = ("F1", "Shift+F1", "F2", "Ctrl+P", "Ctrl+,", "Ctrl+N", "Ctrl+O", "Ctrl+I", "Ctrl+E")
WRITES = "F2"  # of the windows, the one with a text of one's own
AGAIN, LEAVE = "F5", "Ctrl+Q"  # suggest again; quit
LETTERS = "hoaf binhf dduwowngf asxjfr w s z j "  # all that Telex makes something of


def x_name(key: str) -> str:
    """A key of the table of actions as X calls it: "Ctrl+PgDown" is "ctrl+Next"."""
    *held, last = key.replace("++", "+plus").split("+")
    names = {"Del": "Delete", "PgDown": "Next", "PgUp": "Prior", "Esc": "Escape"}
    names |= {"=": "equal", "-": "minus", ",": "comma"}
    last = last.lower() if len(last) == 1 else last
    return "+".join([*(each.lower() for each in held), names.get(last, last)])


def spans_of(words: str) -> Counter[str]:
    return Counter(each for each in words.split("|") if each)


class Told:
    """What should have happened up to now. Every press is checked against all of it, so nothing else has."""

    def __init__(self, annotator: Typist) -> None:
        self.annotator, self.verbs, self.spans = annotator, annotator.verbs(), annotator.spans()
        assert self.verbs == []

    def press(self, keys: str, verb: str, gone: str = "", come: str = "") -> None:
        """Press keys of which the last changes something."""
        self.annotator.screen.keys(*map(x_name, keys.split()))
        self.see(verb, gone, come)

    def see(self, verb: str, gone: str = "", come: str = "") -> None:
        self.verbs.append(verb)
        assert spans_of(gone) <= self.spans
        self.spans = self.spans - spans_of(gone) + spans_of(come)
        until(lambda: len(self.annotator.verbs()) >= len(self.verbs), verb)
        assert self.annotator.verbs() == self.verbs
        assert self.annotator.spans() == self.spans


@pytest.fixture
def screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Screen]:
    with ExitStack() as stack:
        made = Screen(tmp_path, stack)
        monkeypatch.setenv("XDG_STATE_HOME", made.environment["XDG_STATE_HOME"])  # the test sees the program's lock
        yield made


def test_no_key_is_left_out() -> None:
    pressed = {key for keys, *_ in ROWS for key in keys.split()} | {*STILL, *FIELDS, *WINDOWS, AGAIN, LEAVE}
    assert pressed == {key for spec in ACTIONS for key in spec.keys}


@needs_telex
def test_every_key_changes_what_it_should_with_telex_on(screen: Screen) -> None:
    screen.switch_telex_on()
    annotator = Typist(screen, TEXT, SUGGESTED, ARTICLES)
    told = Told(annotator)
    for keys in (STILL, ("BackSpace", "space")):
        screen.type(LETTERS)
        screen.keys(*map(x_name, keys))
    screen.keys("ctrl+Home", "Tab")
    for row in ROWS:
        told.press(*row)
    assert [annotator.status(name) for name in ("a0", "a1", "a2")] == [
        ArticleStatus.DONE,
        ArticleStatus.DONE,
        ArticleStatus.SKIPPED,
    ]


@needs_telex
def test_windows_open_and_close_and_change_nothing_with_telex_on(screen: Screen) -> None:
    screen.switch_telex_on()
    annotator = Typist(screen, TEXT, SUGGESTED)
    told = Told(annotator)
    for key in WINDOWS:
        screen.keys(x_name(key))
        until(lambda: len(annotator.windows()) == 2, f"a window by {key}")
        screen.give_keyboard(next(each for each in annotator.windows() if each != annotator.window))
        screen.type("as")
        if key == WRITES:  # it would ask whether what is written is to be thrown away
            screen.keys("ctrl+a", "BackSpace")
        screen.keys("Escape", "Escape")
        until(lambda: annotator.windows() == [annotator.window], f"the end of the window by {key}")
        screen.give_keyboard(annotator.window)
    told.press("Return", "do accept", "a0 tỉnh Bắc Ninh PER suggested", "a0 tỉnh Bắc Ninh PER confirmed")
    screen.keys(x_name(LEAVE))
    until(lambda: annotator.process.poll() is not None, "the end of the program")
    assert annotator.process.returncode == 0
    assert annotator.saved() == told.spans


@needs_telex
def test_suggesting_again_by_its_key_with_telex_on(screen: Screen) -> None:
    screen.switch_telex_on()
    annotator = Typist(screen, TEXT)
    screen.keys("Tab", "Return")  # nothing to accept yet
    screen.keys(x_name(AGAIN))

    def accepted() -> list[str]:
        screen.keys("Tab", "Return")
        return annotator.verbs()

    until(accepted, "a suggestion to accept")
    assert set(annotator.verbs()) == {"do accept"}


# "Hòa Bình" is not the first one here that is found by "hoa binh", and the only one found by what Telex makes of it.
ALIKE = "Hoa Binh, Hoá Bính, hoa binhf, Hòa Bình."


@needs_telex
def test_typing_vietnamese_into_the_fields(screen: Screen) -> None:
    screen.switch_telex_on()
    annotator = Typist(screen, ALIKE, articles=2)
    told = Told(annotator)
    screen.open_field("ctrl+f")
    screen.type("hoaf binhf")
    screen.keys("Return", "Escape")
    told.press("1", "do add", "", "a0 Hòa Bình PER confirmed")
    screen.keys("Home", "ctrl+shift+f")
    screen.type("hoaf binhf")
    screen.keys("Return", *["Tab"] * 8, "Down")
    told.press("3", "do label_rows", "", "a1 Hòa Bình ORG confirmed")
    screen.keys("Shift+F2")
    screen.type("hoaf binhf, dduwowngf DDoongf Nai ")
    screen.keys("Escape")
    told.see("do set_note")
    assert annotator.note("a0") == "hòa bình, đường Đồng Nai "


@needs_telex
def test_the_label_chooser_is_typed_into_past_telex(screen: Screen) -> None:
    screen.switch_telex_on()
    annotator = Typist(screen, TEXT, SUGGESTED)
    told = Told(annotator)
    screen.keys("ctrl+Home", "Tab", "ctrl+l")
    screen.type("or")  # Telex makes one letter of these
    screen.keys("Return")
    told.see("do relabel", "a0 tỉnh Bắc Ninh PER suggested", "a0 tỉnh Bắc Ninh ORG confirmed")


@needs_telex
def test_what_telex_still_holds_is_not_lost_when_the_note_is_left(screen: Screen) -> None:
    screen.switch_telex_on()
    annotator = Typist(screen, ALIKE)
    told = Told(annotator)
    screen.open_field("Shift+F2")
    screen.type("hoaf binhf")
    screen.keys("Escape")
    told.see("do set_note")
    assert annotator.note("a0") == "hòa bình"
    told.press("Home 1", "do add", "", "a0 Hoa PER confirmed")  # and the keys are the article's again


@needs_telex
def test_ctrl_enter_keeps_a_comment_with_what_telex_still_holds(screen: Screen) -> None:
    screen.switch_telex_on()
    annotator = Typist(screen, TEXT, SUGGESTED)
    told = Told(annotator)
    screen.keys("ctrl+Home", "Tab", "F2")
    until(lambda: len(annotator.windows()) == 2, "the dialog")
    screen.give_keyboard(next(each for each in annotator.windows() if each != annotator.window))
    screen.wait_for_field("the dialog")
    screen.type("hoaf binhf")
    screen.keys("ctrl+Return")
    until(lambda: annotator.windows() == [annotator.window], "the end of the dialog")
    told.see("do comment")
    assert annotator.comments("a0") == ["hòa bình"]


@pytest.mark.parametrize("layout", ["vn", "fr", "us,vn"])
def test_label_keys_work_by_their_place_where_the_layout_has_letters_there(screen: Screen, layout: str) -> None:
    screen.ask("setxkbmap", layout)
    annotator = Typist(screen, TEXT)
    told = Told(annotator)
    screen.keys("Down")
    for place, (word, label) in enumerate(zip(NAMED.values(), NAMES, strict=True), start=10):
        told.press(str(place), "do add", "", f"a0 {word} {label} confirmed")
        screen.keys("Right")


@pytest.mark.parametrize("layout", ["vn", "fr"])
def test_label_keys_work_on_the_keypad(screen: Screen, layout: str) -> None:
    screen.ask("setxkbmap", layout)
    annotator = Typist(screen, TEXT)
    told = Told(annotator)
    screen.keys("Num_Lock", "Down")  # once, as a person does: xdotool would toggle it with each digit, and lose one
    for place, word, label in (("87", "Một", "PER"), ("88", "Hai", "LOC"), ("90", "Ba", "TEN")):
        told.press(place, "do add", "", f"a0 {word} {label} confirmed")
        screen.keys("Right")


@pytest.mark.parametrize("layout", ["us", "vn", "fr"])
def test_digits_label_rows_of_the_concordance_by_their_place(screen: Screen, layout: str) -> None:
    screen.ask("setxkbmap", layout)
    annotator = Typist(screen, TEXT)
    told = Told(annotator)
    screen.keys("ctrl+shift+f")
    screen.type("muoi")
    screen.keys("Return", *["Tab"] * 8, "Down")
    told.press("12", "do label_rows", "", "a0 Mười ORG confirmed")
