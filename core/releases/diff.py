"""What became of the spans between two releases: added, removed, relabelled, with other edges, split, merged."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum

import msgspec

from nhan.core.agreement.matching import match
from nhan.core.suggestion import Labelled

Spans = frozenset[Labelled]


class DiffKind(Enum):
    """How spans of one release became spans of the other."""

    ADDED = "added"
    REMOVED = "removed"
    RELABELLED = "relabelled"
    EDGE = "edge"
    SPLIT = "split"
    MERGED = "merged"


class Difference(msgspec.Struct, frozen=True):
    """These spans of an article became those."""

    kind: DiffKind
    article: str
    before: tuple[Labelled, ...]
    after: tuple[Labelled, ...]


class Diff(msgspec.Struct, frozen=True):
    """Articles that only one of the two has are not among the differences. ``texts``: articles whose texts differ; of
    their spans nothing can be said but what they are now."""

    differences: tuple[Difference, ...]
    added: dict[str, tuple[Labelled, ...]]
    removed: dict[str, tuple[Labelled, ...]]
    texts: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[DiffKind, int]:
        found = Counter(each.kind for each in self.differences)
        return {kind: found[kind] for kind in DiffKind}


def diff(
    before: Mapping[str, Spans],
    after: Mapping[str, Spans],
    texts_before: Mapping[str, str] | None = None,
    texts_after: Mapping[str, str] | None = None,
) -> Diff:
    """What became of the one by the other: spans by article, and the hashes of the articles' texts."""
    changed = {name for name, text in (texts_before or {}).items() if (texts_after or {}).get(name, text) != text}
    both = sorted(before.keys() & after.keys() - changed)
    return Diff(
        tuple(each for name in both for each in differences(name, before[name], after[name])),
        {name: tuple(sorted(spans)) for name, spans in sorted(after.items()) if name not in before or name in changed},
        {name: tuple(sorted(spans)) for name, spans in sorted(before.items()) if name not in after or name in changed},
        tuple(sorted(changed)),
    )


def apply(found: Diff, before: Mapping[str, Spans]) -> dict[str, Spans]:
    """The other release: ``apply(diff(a, b), a) == b``."""
    spans = {name: set(its) for name, its in before.items() if name not in found.removed}
    for each in found.differences:
        spans[each.article].difference_update(each.before)
        spans[each.article].update(each.after)
    return {name: frozenset(its) for name, its in spans.items()} | {
        name: frozenset(its) for name, its in found.added.items()
    }


def differences(article: str, before: Spans, after: Spans) -> list[Difference]:
    """Of one article, in the order of its text."""
    found = [Difference(kind, article, old, new) for kind, old, new in _changes(before - after, after - before)]
    return sorted(found, key=lambda each: min((*each.before, *each.after)))


_Change = tuple[DiffKind, tuple[Labelled, ...], tuple[Labelled, ...]]


def _changes(gone: Spans, come: Spans) -> Iterator[_Change]:
    """What is surest comes first: each span has a part in one change."""
    for find in (_relabelled, _split, _merged, _moved):
        found = list(find(gone, come))
        gone -= {span for _, old, _ in found for span in old}
        come -= {span for _, _, new in found for span in new}
        yield from found
    yield from ((DiffKind.REMOVED, (span,), ()) for span in gone)
    yield from ((DiffKind.ADDED, (), (span,)) for span in come)


def _relabelled(gone: Spans, come: Spans) -> Iterator[_Change]:
    for extent in sorted({span[:2] for span in gone} & {span[:2] for span in come}):
        old = sorted(span for span in gone if span[:2] == extent)
        new = sorted(span for span in come if span[:2] == extent)
        yield from ((DiffKind.RELABELLED, (one,), (other,)) for one, other in zip(old, new, strict=False))


def _split(gone: Spans, come: Spans) -> Iterator[_Change]:
    for whole, parts in _wholes(gone, come):
        yield DiffKind.SPLIT, (whole,), parts


def _merged(gone: Spans, come: Spans) -> Iterator[_Change]:
    for whole, parts in _wholes(come, gone):
        yield DiffKind.MERGED, parts, (whole,)


def _wholes(wholes: Iterable[Labelled], pieces: Iterable[Labelled]) -> Iterator[tuple[Labelled, tuple[Labelled, ...]]]:
    """Spans, the longest last, with the two or more of the same label inside that share no text."""
    left = set(pieces)
    for whole in sorted(wholes, key=lambda each: (each[1] - each[0], each)):
        parts: list[Labelled] = []
        for piece in sorted(left):
            inside = whole[0] <= piece[0] and piece[1] <= whole[1] and piece[2] == whole[2]
            if inside and (not parts or parts[-1][1] <= piece[0]):
                parts.append(piece)
        if len(parts) > 1:
            left.difference_update(parts)
            yield whole, tuple(parts)


def _moved(gone: Spans, come: Spans) -> Iterator[_Change]:
    for label in sorted({span[2] for span in gone}):
        ours, theirs = (frozenset(span for span in spans if span[2] == label) for spans in (gone, come))
        yield from ((DiffKind.EDGE, (one,), (other,)) for one, other in match(ours, theirs).pairs)
