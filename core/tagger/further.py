"""Training the small model of further labels: no memory, nothing of what was decided above, few features.

It is asked beside a large one, and learns the labels of that one to tell its own from them.
"""

from collections import Counter
from collections.abc import Callable, Sequence

from nhan.core.iob import OUTSIDE
from nhan.core.tagger.crf.adapter import train
from nhan.core.tagger.features.local import features
from nhan.core.tagger.model_file import VERSION, LevelFile, ModelFile, encode, studied
from nhan.core.tagger.tokenized import Tokenized
from nhan.core.tagger.training_example import CorrectedArticle, training_example

_STEPS, _L2 = 40, 1.0
_LEAST = 3  # times that a feature must occur in spans: the others are most of the file, and help little


def train_further(articles: Sequence[CorrectedArticle], tokenizer: Callable[[str], Tokenized]) -> bytes:
    """A model of the outermost spans, as the bytes of its file."""
    rows: list[list[list[str]]] = []
    tags: list[list[str]] = []
    for article in articles:
        tokenized = tokenizer(article.text)
        its_rows, its_tags = features(tokenized), training_example(article, tokenized).tags()
        for first, last in tokenized.sentences:
            rows.append(its_rows[first:last])
            tags.append(its_tags[first:last])
    field = train(_telling(rows, tags), tags, _STEPS, _L2)
    return encode(
        ModelFile(
            format="nhan/model",
            version=VERSION,
            labels=sorted({label for each in articles for _, _, label in each.spans}),
            studied=studied(articles),
            parameters={"l2": _L2},
            outer=LevelFile(field.data, []),
        )
    )


def _telling(rows: list[list[list[str]]], tags: list[list[str]]) -> list[list[list[str]]]:
    within = Counter(
        feature
        for sentence, its_tags in zip(rows, tags, strict=True)
        for row, tag in zip(sentence, its_tags, strict=True)
        if tag != OUTSIDE
        for feature in row
    )
    return [[[each for each in row if within[each] >= _LEAST] for row in sentence] for sentence in rows]
