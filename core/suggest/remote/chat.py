"""``chat``: a language model behind an OpenAI-compatible address, such as llama.cpp's or Ollama's server.

It is told the project's labels with their guideline, gets an article piece by piece, and quotes what it would label;
where the quoted words stand is found here, so every span is at exact offsets. The protocol: POST
``/v1/chat/completions`` with ``messages``, answered by ``choices[0].message.content``.
"""

import hashlib
import os
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from nhan.core.messages import NhanError
from nhan.core.suggest.label_help import LabelHelp
from nhan.core.suggest.remote.limits import LIMIT_S, PIECE
from nhan.core.suggest.remote.quoted import placed
from nhan.core.suggestion import ADDRESS, LABELS, MODEL, Suggestion
from nhan.core.web.address import host_of, joined
from nhan.core.web.calls import post, wrong_answer

KEY_VARIABLE = "NHAN_CHAT_KEY"  # of the environment: what the server wants to see, so that no file holds it
_PATH, _WHOLE_PATH = "/chat/completions", "/v1/chat/completions"
_TASK = """You label spans in Vietnamese text. Quote every span exactly as it stands in the text, character by \
character, in the order of the text, and each time it occurs. Answer with JSON only:
{"spans": [{"text": "...", "label": "..."}]}
If there is nothing to label, answer {"spans": []}. The labels are:"""


class _Quoted(msgspec.Struct):
    text: str
    label: str


class _Quotations(msgspec.Struct):
    spans: list[_Quoted]


class Chat:
    """``parameters``: the address of the server, the model's name there ("" = the one it has), the labels.

    NhanError for an address that is none.
    """

    name = "chat"

    def __init__(self, parameters: Mapping[str, Any]) -> None:
        address = str(parameters.get(ADDRESS) or "").strip()
        self._host = host_of(address)
        self._address = joined(address, _PATH if address.rstrip("/").endswith(("/v1", _PATH)) else _WHOLE_PATH)
        self._model = str(parameters.get(MODEL) or "")
        labels = msgspec.convert(parameters.get(LABELS) or [], tuple[LabelHelp, ...])
        self._names = {label.name.casefold(): label.name for label in labels}
        self._task = "\n".join([_TASK, *map(str, labels)])
        told = "\0".join((self._address, self._model, self._task))
        # Not the address: a project is shared.
        self.version = "@".join(filter(None, (self._model, hashlib.sha256(told.encode()).hexdigest()[:8])))

    def suggest(self, text: str) -> list[Suggestion]:
        """Spans in text order, without a confidence: such a model has none that means anything. NhanError: see post."""
        found = {span for start, piece in _pieces(text) for span in self._read(piece, start)}
        return [Suggestion(*span) for span in sorted(found, key=lambda span: (span[0], -span[1], span[2]))]

    def _read(self, piece: str, offset: int) -> Iterator[tuple[int, int, str]]:
        body = {
            "messages": [{"role": "system", "content": self._task}, {"role": "user", "content": piece}],
            "temperature": 0,
            "response_format": {"type": "json_object"},
        }
        answer = post(self._address, body | ({"model": self._model} if self._model else {}), LIMIT_S, _key())
        quoted = self._quoted(answer)
        return placed(piece, quoted, offset)

    def _quoted(self, answer: Any) -> list[tuple[str, str]]:
        """What is quoted with a label of the project's; models answer in JSON, often with words around it."""
        try:
            content = answer["choices"][0]["message"]["content"]
            said = content[content.index("{") : content.rindex("}") + 1]
            spans = msgspec.json.decode(said, type=_Quotations).spans
        except (LookupError, TypeError, ValueError, AttributeError, RecursionError):
            raise wrong_answer(self._host, _shown(answer)) from None
        return [(each.text, name) for each in spans if (name := self._names.get(each.label.strip().casefold()))]


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The text in pieces of whole lines, with the offset (code points) of each; without those that are blank."""
    start, piece = 0, ""
    for line in text.splitlines(keepends=True):
        if piece and len(piece) + len(line) > PIECE:
            yield from _unless_blank(start, piece)
            start, piece = start + len(piece), ""
        piece += line
    yield from _unless_blank(start, piece)


def _unless_blank(start: int, piece: str) -> Iterator[tuple[int, str]]:
    if piece.strip():
        yield start, piece


def _key() -> str:
    key = os.environ.get(KEY_VARIABLE, "").strip()
    if key and not (key.isascii() and key.isprintable()):
        raise NhanError("suggest.bad_key", variable=KEY_VARIABLE)
    return key


def _shown(answer: Any) -> str:
    return " ".join(str(answer).split())[:200]
