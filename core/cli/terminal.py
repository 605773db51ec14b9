"""Where a command speaks: sentences in the user's language, and progress where somebody watches."""

import re
import sys
from typing import Any, TextIO

from tqdm import tqdm

from nhan.core.messages import Message, say
from nhan.core.readable import Unreadable

_OBEYED = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\u202a-\u202e\u2066-\u2069]")


class Terminal:
    """Answers go to ``out``; warnings, errors and progress to ``err``."""

    def __init__(self, language: str, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self.language = language
        self.out = out or sys.stdout
        self.err = err or sys.stderr

    def sentence(self, key: str, **fields: Any) -> str:
        return self.say(Message(key, fields))

    def say(self, message: Message) -> str:
        return say(message, self.language)

    def tell(self, key: str, **fields: Any) -> None:
        """The answer of a command."""
        print(_harmless(self.sentence(key, **fields)), file=self.out)

    def warn(self, key: str, **fields: Any) -> None:
        """What is no answer, but should be known."""
        self.complain(Message(key, fields))

    def complain(self, message: Message) -> None:
        self.complain_in(self.say(message))

    def pass_over(self, article: Unreadable) -> None:
        """Name an article that the command goes on without."""
        self.warn("cli.passed_over", reason=article.message)

    def complain_in(self, sentence: str) -> None:
        """A sentence that is in words already; on one line, though it may quote a name or a text with line ends."""
        line = "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in sentence)
        print(line.encode("utf-8", "backslashreplace").decode("utf-8"), file=self.err)

    def progress(self, total: int | None, wanted: bool | None, key: str) -> "tqdm[Any]":
        """A bar that counts articles. ``wanted`` None = where ``err`` is a terminal. Use it with ``with``."""
        shown = self.err.isatty() if wanted is None else wanted
        return tqdm(
            total=total,
            disable=not shown,
            file=self.err,
            desc=self.sentence(key),
            unit=" " + self.sentence("cli.unit"),
            dynamic_ncols=True,
        )


def _harmless(sentence: str) -> str:
    """Without signs that a terminal obeys, or that turn the order of letters around; words of people may have some."""
    return _OBEYED.sub(lambda found: repr(found[0])[1:-1], sentence)
