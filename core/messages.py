"""What core says to people, in their language: a key and its fields; the sentences are in resources/messages."""

import json
from functools import cache
from importlib import resources
from typing import Any

import msgspec

LANGUAGES = ("vi", "en")  # the first is the default


class Message(msgspec.Struct, frozen=True):
    """A sentence that is not in any language yet: its key in the tables and the fields it needs."""

    key: str
    fields: dict[str, Any] = {}


class NhanError(Exception):
    """Something a person can put right: said in one sentence, never as a traceback."""

    def __init__(self, key: str, **fields: Any) -> None:
        super().__init__(key)
        self.message = Message(key, fields)

    def __str__(self) -> str:
        return say(self.message, "en")


@cache
def table(language: str) -> dict[str, str]:
    """The sentences of one language, by key: every file of resources/messages/<language>/ together."""
    folder = resources.files("nhan.resources") / "messages" / language
    files = [file for file in folder.iterdir() if file.name.endswith(".json")]
    return {key: text for file in files for key, text in json.loads(file.read_text(encoding="utf-8")).items()}


def say(message: Message, language: str) -> str:
    """The sentence in that language. Fields may be messages themselves."""
    fields = {k: say(v, language) if isinstance(v, Message) else v for k, v in message.fields.items()}
    return table(language)[message.key].format(**fields)
