"""``vlsp2018``: a text with ``<ENAMEX TYPE="…">`` around its spans, nested ones too; one file an article (``.muc``).

It is no XML: ``&`` and ``<`` stand for themselves, and only the marks of spans are taken out. The text is kept to the
code point, a byte order mark included.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath

from nhan.core.formats.file_names import id_of, name_for
from nhan.core.formats.foreign import ForeignArticle, ForeignSpan, incoming
from nhan.core.formats.format import Carries, Format, Incoming, InputFile, Loss, ReadOptions, WriteOptions
from nhan.core.formats.utf8 import text_in
from nhan.core.messages import Message, NhanError
from nhan.core.model import Span
from nhan.core.store.record import Record

_MARK = re.compile(r'<ENAMEX\s+TYPE\s*=\s*"(?P<label>[^"]*)"\s*>|</ENAMEX\s*>')
_DEEPEST = 100


def read(file: InputFile, options: ReadOptions) -> Iterator[Incoming | NhanError]:
    """The article of a file."""
    try:
        text, spans = _parted(file, text_in(file))
        yield incoming(ForeignArticle(id=id_of(file.stem), text=text, spans=spans), file.where(), options)
    except NhanError as error:
        yield error


def _parted(file: InputFile, marked: str) -> tuple[str, list[ForeignSpan]]:
    parts: list[str] = []
    spans: list[ForeignSpan] = []
    open_: list[tuple[int, str, int]] = []  # where it starts, its label, where its mark is
    at = length = 0
    for mark in _MARK.finditer(marked):
        parts.append(marked[at : mark.start()])
        length += len(parts[-1])
        at = mark.end()
        if mark["label"] is not None:
            open_.append((length, mark["label"].replace("&quot;", '"'), mark.start()))
            if len(open_) > _DEEPEST:
                raise file.where(_line(marked, mark.start())).fault("formats.marks_deep")
        elif not open_:
            raise file.where(_line(marked, mark.start())).fault("formats.mark_unopened", mark=mark[0])
        else:
            start, label, _ = open_.pop()
            spans.append(ForeignSpan(start=start, end=length, label=label))
    if open_:
        _, label, place = open_[-1]
        raise file.where(_line(marked, place)).fault("formats.mark_unclosed", mark=f'<ENAMEX TYPE="{label}">')
    spans.sort(key=lambda span: (span.start, -span.end))
    return "".join((*parts, marked[at:])), spans


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def write(records: Iterable[Record], options: WriteOptions) -> Iterator[tuple[str, bytes]]:
    """One file an article. NhanError: a text that holds such marks itself."""
    for record in records:
        article = record.article
        if _MARK.search(article.text):
            raise NhanError("formats.text_has_marks", article=article.id, format="vlsp2018")
        kept = list(_nested(record, options))
        yield f"{name_for(article.id)}.muc", _marked(article.text, kept).encode()


def _nested(record: Record, options: WriteOptions) -> Iterator[Span]:
    """The spans that cross none before them."""
    around: list[Span] = []
    for span in sorted(record.spans, key=lambda span: (span.start, -span.end, span.id)):
        while around and around[-1].end <= span.start:
            around.pop()
        if around and span.end > around[-1].end:
            options.lost(Loss.of(record.article, span, Message("formats.lost.crossing")))
        else:
            around.append(span)
            yield span


def _marked(text: str, spans: Sequence[Span]) -> str:
    # at one place what ends does so before what starts, the inner first; what starts does so the outer first
    marks = [(span.end, 0, -span.start, -number, "</ENAMEX>") for number, span in enumerate(spans)]
    for number, span in enumerate(spans):
        label = span.label.replace('"', "&quot;")
        marks.append((span.start, 1, -span.end, number, f'<ENAMEX TYPE="{label}">'))
    parts: list[str] = []
    at = 0
    for place, *_, mark in sorted(marks):
        parts += [text[at:place], mark]
        at = place
    return "".join((*parts, text[at:]))


def _recognise(path: PurePath, head: bytes) -> Message | None:
    mark = _MARK.search(head.decode("utf-8", "ignore"))
    if mark and head.lstrip()[:1] not in (b"{", b"["):
        return Message("formats.seen.line", {"line": mark[0]})
    return Message("formats.seen.ending", {"ending": ".muc"}) if path.suffix.lower() == ".muc" else None


FORMAT = Format(
    "vlsp2018",
    Message("formats.title.vlsp2018"),
    (".muc", ".txt"),
    read,
    write_folder=write,
    carries=Carries(nesting=True),
    unit=None,
    recognise=_recognise,
)
