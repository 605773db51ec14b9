"""A virtual X screen with a real keyboard and input method, and the program on it in a process of its own."""

import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any

from nhan.core.document import Document
from nhan.core.labels import Label, LabelSet
from nhan.core.model import Article, ArticleStatus, Span
from nhan.core.people.person import Person, write_person
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.gui.settings import AUTO_SUGGEST, THEME, Settings
from tests.core.building import span
from tests.tools.loading import load_run

SCREEN = ("Xvfb", "xdotool", "setxkbmap")
METHOD = ("dbus-daemon", "dbus-send", "ibus-daemon", "ibus")
ENGINE = Path("/usr/share/ibus/component/unikey.xml")  # where Debian's package puts it
LONG_ENOUGH = 30.0  # seconds after which nothing will come any more
ASLEEP = 3  # looks in a row, ten milliseconds apart, at which nobody did anything
OWN = ("QT_", "XDG_", "GTK_", "IBUS_", "DBUS_", "WAYLAND_", "XMODIFIERS")  # what a screen must not inherit

LABELS = LabelSet(
    name="ten",
    title={"vi": "Mười nhãn", "en": "Ten labels"},
    labels=tuple(
        Label(name=name, title={"vi": name, "en": name}, color="#336699", key=key)
        for key, name in zip(
            "1234567890", ("PER", "LOC", "ORG", "MISC", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE", "TEN"), strict=True
        )
    ),
)


def missing(*parts: str) -> list[str]:
    """Which of these programs this machine has not."""
    return [name for name in parts if shutil.which(name) is None]


def missing_libraries() -> list[str]:
    """The packages of the libraries that Qt loads under X and that this machine has not."""
    run = load_run()
    return [package for library, package in (run.QT | run.X11).items() if not run.loads(library)]


def until(reached: Callable[[], Any], what: str) -> None:
    """Look again and again: another process answers when it can."""
    end, pause = monotonic() + LONG_ENOUGH, Event()
    while not reached():
        assert monotonic() < end, f"never came: {what}"
        pause.wait(0.01)


def _doing(pids: Iterable[int]) -> tuple[str, bool]:
    """How often the threads of these processes and of their children went to sleep so far, and whether one is awake."""
    counts, busy, left = [], False, list(pids)
    while left:
        pid = left.pop()
        try:
            for task in sorted(Path(f"/proc/{pid}/task").iterdir()):
                status = (task / "status").read_text(encoding="ascii", errors="replace")
                busy = busy or "\nState:\tR" in status or "\nState:\tD" in status
                counts += [f"{task.name} {line}" for line in status.splitlines() if "voluntary_ctxt_switches" in line]
                left += map(int, (task / "children").read_text(encoding="ascii").split())
        except OSError:
            counts.append(f"{pid} ended")
    return " ".join(counts), busy


@contextmanager
def running(
    command: Sequence[str], environment: dict[str, str], log: Path, **more: Any
) -> Iterator[subprocess.Popen[bytes]]:
    """A process that ends with the test."""
    with log.open("wb") as out:
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=subprocess.STDOUT, **more)
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(LONG_ENOUGH)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


class Screen:
    """A virtual screen with a keyboard, folders of its own, and perhaps an input method."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder, self._stack = folder, stack
        self._started: list[subprocess.Popen[bytes]] = []
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith(OWN)}
        for name in ("CONFIG_HOME", "STATE_HOME", "CACHE_HOME", "DATA_HOME", "RUNTIME_DIR"):
            place = folder / name.lower()
            place.mkdir(mode=0o700)
            self.environment[f"XDG_{name}"] = str(place)
        self.environment |= {"HOME": str(folder), "LC_ALL": "C.UTF-8", "GSETTINGS_BACKEND": "memory"}
        self.environment |= {"QT_QPA_PLATFORM": "xcb", "NO_AT_BRIDGE": "1"}
        read, write = os.pipe()
        # A number of our own: a server that looks for a free one may take that of another that is just ending.
        number = f":{1000 + os.getpid() % 30_000}"
        command = [
            "Xvfb",
            number,
            "-displayfd",
            str(write),
            "-screen",
            "0",
            "1280x900x24",
            "-nolisten",
            "tcp",
            "-noreset",
            "-r",  # no repeated keys: on a busy machine the end of a press may come late
        ]
        self.start(command, "xvfb", pass_fds=(write,))
        os.close(write)
        with os.fdopen(read) as answer:
            self.environment["DISPLAY"] = f":{answer.readline().strip()}"

    def start(self, command: Sequence[str], name: str, **more: Any) -> subprocess.Popen[bytes]:
        log = self.folder / f"{name}.log"
        self._started.append(self._stack.enter_context(running(command, self.environment, log, **more)))
        return self._started[-1]

    def ask(self, *command: str, check: bool = True) -> str:
        answer = subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=LONG_ENOUGH)
        assert not check or answer.returncode == 0, answer.stderr
        return answer.stdout.strip()

    def switch_telex_on(self) -> None:
        """ibus with Unikey; Telex is what it begins with."""
        address = f"unix:path={self.folder}/bus"
        self.start(["dbus-daemon", "--session", "--nofork", f"--address={address}"], "bus")
        until((self.folder / "bus").exists, "the session bus")
        self.environment |= {"DBUS_SESSION_BUS_ADDRESS": address, "QT_IM_MODULE": "ibus", "XMODIFIERS": "@im=ibus"}
        self.start(["ibus-daemon", "--xim", "--panel", "disable", "--config", "disable"], "ibus")

        def switched() -> bool:
            self.ask("ibus", "engine", "Unikey", check=False)
            return self.ask("ibus", "engine", check=False) == "Unikey"

        until(switched, "Unikey")
        self._nowhere = self._context()

    def _context(self) -> str:
        """What ibus calls the one it hands keys to: one of its own until the program's first field has the keyboard."""
        bus, name = self.ask("ibus", "address"), "org.freedesktop.IBus"
        get = ("/org/freedesktop/IBus", "org.freedesktop.DBus.Properties.Get", f"string:{name}")
        asked = (f"--bus={bus}", "--print-reply=literal", f"--dest={name}", *get, "string:CurrentInputContext")
        return self.ask("dbus-send", *asked, check=False)

    def open_field(self, key: str) -> None:
        """Press a key that leads into a text field."""
        self.keys(key)
        self.wait_for_field(key)

    def wait_for_field(self, what: str) -> None:
        """Until Telex has the program's first field: what is typed before that comes as it is on the keys."""
        until(lambda: self._context() not in ("", self._nowhere), f"Telex in the field of {what}")

    def settle(self) -> None:
        """Wait until screen, input method and program have done all that the keys up to now ask of them.

        An input method answers each key when it can, and the key belongs to the field that had the keyboard when it was
        pressed: on a machine too busy to keep up, keys would meet fields that the annotator had not reached yet.
        """
        seen, quiet = "", 0

        def asleep() -> bool:
            nonlocal seen, quiet
            was, (seen, busy) = seen, _doing([each.pid for each in self._started])
            quiet = quiet + 1 if was == seen and not busy else 0
            return quiet >= ASLEEP

        until(asleep, "the end of what the keys ask for")

    def keys(self, *names: str) -> None:
        """Press keys by their X names ("ctrl+shift+Left"), or, as numbers from 9, by their place on the keyboard.

        They come one right after the other; before them the annotator has seen what came of the keys before. The first
        is waited for, too: an input method that still holds letters answers it late, and the next key, eight
        milliseconds behind it, may reach the program before it.
        """
        for together in filter(None, (names[:1], names[1:])):
            self.settle()
            self.ask("xdotool", "key", "--delay", "8", *together)

    def type(self, text: str) -> None:
        self.settle()
        self.ask("xdotool", "type", "--delay", "25", text)

    def give_keyboard(self, window: str) -> None:
        """Nothing manages windows here, so nobody else does."""
        self.ask("xdotool", "windowfocus", "--sync", window)


def make_project(folder: Path, text: str, suggested: Sequence[Span], articles: int) -> Path:
    """Articles with the same text and suggestions, and ten labels, one for each digit."""
    project = Project.create(Disk(), folder, LABELS)
    names = [f"a{number}" for number in range(articles)]
    project.add_articles([Article(name, text, title=name) for name in names])
    if suggested:
        writer = project.new_run("test", "1")
        writer.write(writer.next_pack, {name: tuple(suggested) for name in names})
        writer.finish()
        writer.close()
    return folder


def _in_words(documents: Iterable[Document]) -> Counter[str]:
    return Counter(
        f"{document.id} {document.text[each.start : each.end]} {each.label} {each.status.value}"
        for document in documents
        for each in document
    )


class Typist:
    """The program in a process of its own; what it has done is read from the disk."""

    def __init__(self, screen: Screen, text: str, suggested: Sequence[Span] = (), articles: int = 1) -> None:
        self.screen = screen
        self.folder = make_project(screen.folder / "p", text, suggested, articles)
        settings = Settings(Path(screen.environment["XDG_CONFIG_HOME"]) / "nhan" / "nhan.ini")
        settings.set(AUTO_SUGGEST, False)
        settings.set(THEME, "light")
        write_person(
            Disk(), Person(id="an1", name="An"), Path(screen.environment["XDG_CONFIG_HOME"]) / "nhan" / "person.json"
        )
        self.process = screen.start([sys.executable, "-P", "-m", "nhan.gui", "open", str(self.folder)], "program")
        self.window = ""
        self.find_window()

    def windows(self) -> list[str]:
        """The program's windows that are to be seen, dialogs among them."""
        command = ("xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid))
        return self.screen.ask(*command, check=False).split()

    def find_window(self) -> None:
        """Wait for the one window, and give it the keyboard."""
        until(lambda: self.process.poll() is not None or len(self.windows()) == 1, "the window")
        assert self.process.poll() is None, (self.screen.folder / "program.log").read_text(encoding="utf-8")
        (self.window,) = self.windows()
        self.screen.give_keyboard(self.window)

    def _session(self) -> Session:
        """A look at the folder while the program has it open."""
        session = Session(Project.open(Disk(), self.folder))
        assert session.read_only is not None
        return session

    def verbs(self) -> list[str]:
        """What the annotator did so far, in order, in all articles."""
        project = Project.open(Disk(), self.folder)
        journals = project.journal(project.annotator)
        entries = (entry for paths in journals.live().values() for entry in journals.entries(paths))
        return [f"{entry.kind} {entry.change.verb}" for entry in entries if not entry.change.machine]

    def spans(self) -> Counter[str]:
        """Every span in words: its article, text, label and status."""
        session = self._session()
        return _in_words(session.document(name) for name in session.project.ids)

    def saved(self) -> Counter[str]:
        """The same as it was saved, once the program has ended."""
        project = Project.open(Disk(), self.folder)
        return _in_words(project.load(name, project.annotator).document for name in project.ids)

    def status(self, article: str) -> ArticleStatus:
        return self._session().document(article).state.status

    def note(self, article: str) -> str:
        return self._session().document(article).state.note

    def comments(self, article: str) -> list[str]:
        """What is said of its spans, in their order."""
        return [each.note for each in self._session().document(article) if each.note]


def suggestion(text: str, words: str, label: str, runner_up: str = "", nth: int = 0) -> Span:
    return span(text, words, label, nth=nth, confidence=0.5, runner_up=runner_up)
