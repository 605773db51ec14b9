"""The features of each syllable by the advice on it: its tag there, how sure, and what stands beside."""

from nhan.core.iob import tags_of
from nhan.core.tagger.advice.advised import advised_runs
from nhan.core.tagger.encoder.odds import best_tag
from nhan.core.tagger.features.shapes import shape
from nhan.core.tagger.tokenized import Tokenized

_EDGE = "E"
_TENTHS = 10


def advised_features(tokenized: Tokenized) -> list[list[str]]:
    """Of every syllable; none where nobody was asked."""
    if tokenized.advice is None:
        return [[] for _ in tokenized.forms]
    tags = tags_of(len(tokenized), advised_runs(tokenized))
    sure = ["?"] * len(tags)
    for first, last, _, confidence in tokenized.advice:
        if confidence is not None:
            sure[first:last] = [str(int(confidence * _TENTHS))] * (last - first)
    found: list[list[str]] = [[] for _ in tags]
    for first, last in tokenized.sentences:
        around = [_EDGE, *tags[first:last], _EDGE]
        for at, (before, tag, after) in enumerate(zip(around, around[1:], around[2:], strict=False), first):
            form = tokenized.forms[at]
            found[at] = [
                f"a={tag}",
                f"ab={tag}{sure[at]}",
                f"a-={before}{tag}",
                f"a+={tag}{after}",
                f"as={tag}{shape(form)}",
                f"al={tag}{form.lower()}",
                f"ae={tag}{best_tag(tokenized.odds, at)}",
            ]
    return found
