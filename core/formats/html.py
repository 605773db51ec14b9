"""``html``: one page to read and to print, with all in it that it needs; it is only written."""

from collections.abc import Iterable, Iterator, Mapping
from html import escape

from nhan.core.formats.format import Carries, Format, WriteOptions
from nhan.core.messages import Message
from nhan.core.model import Span, SpanStatus
from nhan.core.store.record import Record

_HEAD = """<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width"><title>{title}</title>
<style>
body {{ font: 17px/1.9 Georgia, "Noto Serif", serif; max-width: 46em; margin: 2em auto; padding: 0 1em; }}
article {{ break-inside: auto; margin-bottom: 3em; }}
h2 {{ font-size: 1.2em; line-height: 1.3; break-after: avoid; }}
div {{ white-space: pre-wrap; overflow-wrap: break-word; }}
mark {{ background: color-mix(in srgb, var(--c) 18%, transparent); border-bottom: 2px solid var(--c); color: inherit; }}
mark.suggested {{ border-bottom-style: dashed; }}
mark.rejected {{ background: none; border-bottom-style: dotted; text-decoration: line-through; }}
mark mark {{ padding-bottom: 2px; }}
sub {{ font: 600 0.6em sans-serif; color: var(--c); margin: 0 0.2em; }}
@media print {{ body {{ margin: 0; max-width: none; font-size: 11pt; }} mark {{ print-color-adjust: exact; }} }}
</style></head><body>
"""
_COLOR = "#666666"  # of a label that the project does not have


def write(records: Iterable[Record], options: WriteOptions) -> Iterator[bytes]:
    """The head of the page, a chunk per article, and its end."""
    labels = options.labels
    colors = {each.name: each.color for each in labels.labels} if labels else {}
    yield _HEAD.format(title=escape(labels.name if labels else "Nhãn")).encode()
    for record in records:
        title = escape(record.article.title or record.article.id)
        body = _marked(record.article.text, record.spans, colors)
        yield f"<article><h2>{title}</h2>\n<div>{body}</div></article>\n".encode()
    yield b"</body></html>\n"


def _marked(text: str, spans: Iterable[Span], colors: Mapping[str, str]) -> str:
    """The text with its spans; one that crosses another is closed with it and opened again behind."""
    ordered = sorted(spans, key=lambda span: (span.start, -span.end))
    edges = sorted({0, len(text), *(edge for span in ordered for edge in (span.start, span.end))})
    parts: list[str] = []
    open_: list[Span] = []
    waiting = 0
    for at, end in zip(edges, [*edges[1:], len(text)], strict=True):
        again: list[Span] = []
        while any(span.end <= at for span in open_):
            span = open_.pop()
            parts.append(f"<sub>{escape(span.label)}</sub></mark>" if span.end <= at else "</mark>")
            again += [span] if span.end > at else []
        for span in reversed(again):
            parts.append(_opening(span, colors))
            open_.append(span)
        while waiting < len(ordered) and ordered[waiting].start == at:
            parts.append(_opening(ordered[waiting], colors))
            open_.append(ordered[waiting])
            waiting += 1
        parts.append(escape(text[at:end]))
    return "".join(parts)


def _opening(span: Span, colors: Mapping[str, str]) -> str:
    status = "" if span.status is SpanStatus.CONFIRMED else f' class="{span.status.value}"'
    said = f"{span.label}: {span.note}" if span.note else span.label
    return f'<mark{status} style="--c:{colors.get(span.label, _COLOR)}" title="{escape(said)}">'


FORMAT = Format(
    "html",
    Message("formats.title.html"),
    (".html",),
    write=write,
    carries=Carries(nesting=True, overlap=True, status=True, rejected=True, notes=True),
    unit=None,
)
