"""What a tally comes to: every figure with its interval, of everybody together, by pair, label and topic."""

from collections.abc import Sequence

from nhan.core.agreement.blocks import (
    UNITIZED,
    Estimate,
    FigureBlock,
    GammaBlock,
    LabelBlock,
    ScoreBlock,
    TopicBlock,
    UnitBlock,
    estimate,
    everybodys_alpha,
    pair_alpha,
    together,
)
from nhan.core.agreement.result import Agreement, Figure, GroupAgreement, PairAgreement
from nhan.core.agreement.tally import AgreementTally, PairTally


def agreement_of(tally: AgreementTally) -> Agreement:
    """All figures. Takes seconds where there are many pairs."""
    tally.settle()
    labels = sorted(tally.of_labels)
    there = [each for each in tally.pairs.values() if each.articles]
    alone = [tally.sides_of(pair) for pair, each in tally.pairs.items() if each.articles]
    both = list(zip([each.groups for each in there], alone, strict=True))
    scores = [ScoreBlock(groups) for groups, _ in both]
    alphas = [pair_alpha(groups, sides) for groups, sides in both]
    units = [UnitBlock(groups, sides, labels) for groups, sides in both]
    gammas = [GammaBlock(each.gamma) for each in there if each.gamma is not None]
    by_pair = [_each(scores), _each(alphas), _each(units), *([_each(gammas)] if gammas else [])]
    whole, unitized = together(scores, by_pair[0]), together(units, by_pair[2]).figures()
    everybody = together(alphas, by_pair[1])
    if tally.is_each_with_each and there:
        everybody = estimate([everybodys_alpha(tally.everybody, tally.sides_of(()))])
    figures = whole.figures() | everybody.figures() | (together(gammas, by_pair[3]).figures() if gammas else {})
    return Agreement(
        people=tuple(tally.names),
        articles=len(tally.by_article),
        figures=figures | {name: each for name, each in unitized.items() if name == UNITIZED},
        pairs=tuple(_pairs(tally, by_pair)),
        labels=tuple(
            GroupAgreement(
                label,
                tally.of_labels[label],
                estimate([LabelBlock(groups, sides, label) for groups, sides in both]).figures()
                | {UNITIZED: unitized[f"{UNITIZED} {label}"]},
            )
            for label in labels
        ),
        topics=tuple(
            GroupAgreement(topic, tally.of_topics[topic], _of_topic(there, topic))
            for topic in sorted(tally.of_topics)
            if topic
        ),
        by_article=tuple(tally.by_article),
    )


def _each(blocks: Sequence[FigureBlock]) -> list[Estimate]:
    return [estimate([block]) for block in blocks]


def _pairs(tally: AgreementTally, estimates: Sequence[Sequence[Estimate]]) -> list[PairAgreement]:
    found: list[PairAgreement] = []
    by_pair = iter(zip(*estimates, strict=True))
    for (first, second), each in tally.pairs.items():
        figures: dict[str, Figure] = {}
        if each.articles:
            scores, alphas, units, *gammas = (kind.figures() for kind in next(by_pair))
            figures = (
                scores | alphas | {UNITIZED: units[UNITIZED]} | dict(item for each in gammas for item in each.items())
            )
        names = tally.names[first], tally.names[second]
        found.append(PairAgreement(*names, each.articles, figures, each.counts(), each.confusion()))
    return found


def _of_topic(pairs: Sequence[PairTally], topic: str) -> dict[str, Figure]:
    return estimate([TopicBlock(each.topics[topic]) for each in pairs if topic in each.topics]).figures()
