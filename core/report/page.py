"""The numbers as one HTML page that needs nothing beside it: no script, no picture, no address. It prints well."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from html import escape
from pathlib import Path

from nhan.core.export_target import export_target
from nhan.core.messages import Message, say
from nhan.core.report.figures import Figures
from nhan.core.report.plots import Plot, plots
from nhan.core.store.disk import Disk

_NAME, _BAR, _ROW = 190, 240, 24  # pixels: the column of names, the longest bar, the pitch of rows
_WIDE = 760  # of the whole drawing
_LONGEST = 26  # characters of a name that have room

_STYLE = """
body { font: 15px/1.5 system-ui, "Segoe UI", "Noto Sans", sans-serif; color: #1d1f24; background: #fff;
  max-width: 800px; margin: 32px auto; padding: 0 20px; }
h1 { font-size: 26px; line-height: 1.25; margin: 0 0 4px; overflow-wrap: anywhere; }
h2 { font-size: 17px; margin: 28px 0 2px; }
p { margin: 0 0 8px; color: #5a616b; }
table { border-collapse: collapse; margin: 4px 0 12px; }
th, td { text-align: left; vertical-align: top; padding: 3px 12px 3px 0; border-bottom: 1px solid #e3e6ea; }
section { break-inside: avoid; }
svg { width: 100%; height: auto; display: block; }
text { font: 13px system-ui, "Segoe UI", "Noto Sans", sans-serif; fill: #1d1f24; }
rect { fill: #2f6fd6; }
line { stroke: #c9cdd2; }
@page { margin: 16mm; }
@media print { body { margin: 0; padding: 0; max-width: none; font-size: 11pt; } rect { print-color-adjust: exact; } }
"""


def page(figures: Figures, language: str) -> str:
    """The whole page."""
    at = datetime.fromisoformat(figures.at).astimezone().strftime("%Y-%m-%d %H:%M")
    made = say(Message("report.made", {"at": at, "articles": sum(figures.articles.values())}), language)
    pieces = (piece for plot in plots(figures, language) for piece in section(plot))
    return html_page(figures.project, made, pieces, language)


def html_page(name: str, lead: str, pieces: Iterable[str], language: str) -> str:
    """A page with this heading and line below it; ``pieces`` are HTML."""
    return "".join(
        (
            f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            f"<title>{escape(name)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{escape(name)}</h1>\n",
            f"<p>{escape(lead)}</p>\n",
            *pieces,
            "</body>\n</html>\n",
        )
    )


def save_page(path: Path, figures: Figures, language: str, project: Path, disk: Disk | None = None) -> None:
    """Write the page. OSError: the file is as it was. NhanError: it may not be there, as in the folder ``project``."""
    (disk or Disk()).write_atomic(
        export_target(path, project), page(figures, language).encode("utf-8", "backslashreplace")
    )


def section(plot: Plot) -> Iterator[str]:
    """A plot as HTML."""
    title = escape(plot.title)
    yield f"<section>\n<h2>{title}</h2>\n<p>{escape(plot.note)}</p>\n"
    if plot.bars:
        height = _ROW * len(plot.bars)
        yield f'<svg viewBox="0 0 {_WIDE} {height}" role="img" aria-label="{title}">\n'
        for row, bar in enumerate(plot.bars):
            middle = _ROW * row + _ROW // 2
            short = bar.name if len(bar.name) <= _LONGEST else bar.name[: _LONGEST - 1] + "…"
            width = round(_BAR * bar.share, 1)
            yield f"<g><title>{escape(bar.name)}: {escape(bar.words)}</title>"
            yield f'<text x="{_NAME - 10}" y="{middle + 5}" text-anchor="end">{escape(short)}</text>'
            yield f'<rect x="{_NAME}" y="{middle - 7}" width="{width}" height="14" rx="2"/>'
            yield f'<text x="{_NAME + width + 8}" y="{middle + 5}">{escape(bar.words)}</text></g>\n'
        yield f'<line x1="{_NAME}" y1="0" x2="{_NAME}" y2="{height}"/>\n</svg>\n'
    yield "</section>\n"
