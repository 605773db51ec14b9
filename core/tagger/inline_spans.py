"""Corrected articles as text with the spans inline, to be written and read by people."""

import re

from nhan.core.tagger.training_example import CorrectedArticle

_TAG = re.compile(r"\[([A-Z_]+) |\]")


def parse(name: str, source: str) -> CorrectedArticle:
    """The article with spans inline: ``[ORG Công an [LOC tỉnh Hà Nam]]``. ValueError where brackets do not match."""
    text, place = "", 0
    opened: list[tuple[int, str]] = []
    spans: list[tuple[int, int, str]] = []
    for match in _TAG.finditer(source):
        text += source[place : match.start()]
        place = match.end()
        if match[1]:
            opened.append((len(text), match[1]))
        elif opened:
            start, label = opened.pop()
            spans.append((start, len(text), label))
        else:
            raise ValueError(f"{name}: a bracket is closed that was never opened, after: {text[-40:]}")
    if opened:
        raise ValueError(f"{name}: a bracket is never closed, from: {text[opened[0][0] :][:40]}")
    return CorrectedArticle(name, text + source[place:], spans)
