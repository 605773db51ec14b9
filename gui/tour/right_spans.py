"""The right spans of the sample's articles, as a person labelled them: what the tour corrects suggestions to."""

from collections.abc import Mapping
from functools import cache
from importlib import resources

from nhan.core.document import Document
from nhan.core.model import SpanStatus
from nhan.core.suggestion import Labelled
from nhan.core.tagger.inline_spans import parse
from nhan.core.tagger.training_example import CorrectedArticle


@cache
def corrected_articles() -> Mapping[str, CorrectedArticle]:
    """By article id."""
    files = (each for each in (resources.files("nhan.resources") / "tour").iterdir() if each.name.endswith(".txt"))
    found = [parse(each.name.removesuffix(".txt"), each.read_bytes().decode()) for each in files]
    return {article.article: article for article in sorted(found, key=lambda article: article.article)}


def right_spans(document: Document) -> list[Labelled]:
    """Outer spans first. Of an article that nobody labelled beforehand, what stands in it is taken for right."""
    article = corrected_articles().get(document.id)
    if article is None or article.text != document.text:
        spans = [span for span in document if span.status is not SpanStatus.REJECTED]
        found = [(span.start, span.end, span.label) for span in spans]
    else:
        found = article.spans
    return sorted(found, key=lambda span: (span[0], -span[1]))
