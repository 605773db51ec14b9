"""The comparison of a project's people, article by article: of what was read only sums stay."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

import msgspec

from nhan.core.agreement.figures import agreement_of
from nhan.core.agreement.result import Agreement
from nhan.core.agreement.sides import ComparedSide
from nhan.core.agreement.tally import AgreementTally, ArticleText, Pair
from nhan.core.messages import NhanError
from nhan.core.project import Project
from nhan.core.readable import Unreadable, unreadable
from nhan.core.suggestion import Labelled
from nhan.core.text.units import count_syllables, syllables_near, trim_range

ANY_LABEL = "*"  # the label of every span where labels do not count


class ComparisonView(msgspec.Struct, frozen=True):
    """``spans_only``: labels do not count; ``trimmed``: compare once more, with edges trimmed as one key does it;
    ``gamma``: measure that, too."""

    spans_only: bool = False
    trimmed: bool = False
    gamma: bool = False


class Comparison(msgspec.Struct, frozen=True):
    """``trimmed`` where the view wants it."""

    plain: Agreement
    trimmed: Agreement | None = None


def compare(
    project: Project,
    sides: Sequence[ComparedSide],
    pairs: Sequence[Pair] | None = None,
    view: ComparisonView = ComparisonView(),  # noqa: B008 - frozen
    seen: Callable[[], object] = lambda: None,
    passed_over: Callable[[Unreadable], object] = lambda _: None,
    articles: Collection[str] | None = None,
) -> Comparison:
    """The agreement of the sides. ``pairs``: of which of them, by their numbers; None = each with each. ``seen`` hears
    of every article that was looked at; what cannot be read of one is passed over. ``articles``: on these alone."""
    names = [side.name for side in sides]
    plain = AgreementTally(names, pairs, view.gamma)
    trimmed = AgreementTally(names, pairs, view.gamma) if view.trimmed else None
    for article_id in project.ids if articles is None else (each for each in project.ids if each in articles):
        seen()
        found = _spans(article_id, sides, passed_over)
        if len(found) < 2:
            continue
        try:
            text = project.article(article_id).text
        except (NhanError, OSError) as error:
            passed_over(unreadable(article_id, error))
            continue
        near = syllables_near(text, sorted({each[:2] for spans in found.values() for each in spans}))
        article = ArticleText(article_id, project.topic(article_id), len(text), count_syllables(text), near)
        if view.spans_only:
            found = {at: _without_labels(spans) for at, spans in found.items()}
        plain.add(article, found)
        if trimmed is not None:
            trimmed.add(article, {at: _trimmed(text, spans) for at, spans in found.items()})
    return Comparison(agreement_of(plain), agreement_of(trimmed) if trimmed is not None else None)


def _spans(
    article_id: str, sides: Iterable[ComparedSide], passed_over: Callable[[Unreadable], object]
) -> Mapping[int, frozenset[Labelled]]:
    found: dict[int, frozenset[Labelled]] = {}
    for at, side in enumerate(sides):
        try:
            spans = side.spans(article_id)
        except (NhanError, OSError) as error:
            passed_over(unreadable(article_id, error))
            continue
        if spans is not None:
            found[at] = spans
    return found


def _without_labels(spans: Iterable[Labelled]) -> frozenset[Labelled]:
    return frozenset((start, end, ANY_LABEL) for start, end, _ in spans)


def _trimmed(text: str, spans: Iterable[Labelled]) -> frozenset[Labelled]:
    """Where nothing would be left, a span stays as it is."""
    return frozenset((*(trim_range(text, start, end) or (start, end)), label) for start, end, label in spans)
