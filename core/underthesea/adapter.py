"""The adapter of underthesea: its sentences, words, POS tags and entities, with exact offsets, at a tenth of the cost.

Only child processes import it: importing and warming up underthesea takes over a second. The answers are those of
``underthesea.ner(sentence)``, sentence by sentence, but for its chunks, which its own entity model never reads.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import joblib
import underthesea
from underthesea.pipeline.text_normalize.text_normalizer import character_map, token_map
from underthesea.pipeline.word_tokenize.regex_tokenize import patterns
from underthesea_core import CRFFeaturizer, CRFTagger

from nhan.core.crfsuite import attributes
from nhan.core.suggestion import Suggestion
from nhan.core.text.alignment import Aligned
from nhan.core.underthesea.entities import Decoder
from nhan.core.underthesea.memo import Memo
from nhan.core.underthesea.sentences import sentences
from nhan.core.underthesea.tag_features import TagFeatures
from nhan.core.underthesea.token_features import Facts, SegmentFeatures
from nhan.core.underthesea.vocabulary import MOST, Vocabulary

NAME = "underthesea"

_PIPELINE = Path(underthesea.__file__).parent / "pipeline"
_SEGMENTER = _PIPELINE / "word_tokenize" / "models" / "ws_crf_vlsp2013_20230727"
_SEGMENTER_MODEL = _SEGMENTER / "models.bin"
_POS_MODEL = _PIPELINE / "pos_tag" / "pos_crf_2017_10_11.bin"
_NER_MODEL = _PIPELINE / "ner" / "ner_crf_2017_10_12.bin"
_PAST = ("T[-3]", "T[-2]", "T[-1]")
_LONGEST_MAPPED = 6  # characters; underthesea maps no longer token to another spelling


class Word(NamedTuple):
    """A word as underthesea sees it. ``start`` and ``end``: code points of the source, half-open."""

    start: int
    end: int
    text: str  # its spelling: NFC, tone marks moved, one space between syllables
    pos: str  # part of speech


class Underthesea:
    """underthesea's suggestions, words and POS tags. Not for use by two threads at once."""

    name = NAME
    version: str = underthesea.__version__

    def __init__(self, _: Mapping[str, object] | None = None) -> None:
        self._segmenter = _tagger(_SEGMENTER_MODEL)
        self._segment_features = _segment_features()
        self._pos = _tagger(_POS_MODEL)
        self._pos_features = TagFeatures(
            _vocabulary(_POS_MODEL), (0, -1, 1), [f"{past}[1]" for past in (*_PAST, "T[-3,-2]", "T[-2,-1]")]
        )
        self._ner = _tagger(_NER_MODEL)
        self._ner_features = TagFeatures(_vocabulary(_NER_MODEL), (0, -1, 1, -2, 2), [f"{past}[3]" for past in _PAST])
        self._decoder = Decoder(self._ner.labels())
        self._letters = str.maketrans(character_map)
        self._spelling = Memo(self._spell, MOST)

    def suggest(self, text: str) -> list[Suggestion]:
        """The named entities (PER, LOC, ORG, MISC) of the article, in order; none overlap."""
        found: list[Suggestion] = []
        for ranges, words in self._sentences(text):
            rows = self._ner_features.rows(words, self._pos.tag(self._pos_features.rows(words)))
            labels = self._ner.tag(rows)
            if labels.count("O") == len(labels):
                continue
            for first, last, label, sure, other in self._decoder.entities(labels, self._ner.marginals(rows)):
                start, end = ranges[first][0], ranges[last - 1][1]
                if start < end:
                    found.append(Suggestion(start, end, label, sure, other))
        return found

    def words(self, text: str) -> list[tuple[int, int]]:
        """The ranges of the words of the article, in order."""
        return [one for ranges, _ in self._sentences(text) for one in ranges if one[0] < one[1]]

    def sentences(self, text: str) -> Iterator[list[Word]]:
        """The words of each sentence with POS tags. A word may be empty: the later of two in one changed cluster."""
        for ranges, words in self._sentences(text):
            tags = self._pos.tag(self._pos_features.rows(words))
            yield [Word(*edges, word, tag) for edges, word, tag in zip(ranges, words, tags, strict=True)]

    def labels(self, words: Sequence[Word]) -> list[str]:
        """The IOB label of each word of one sentence, as ``sentences`` gives it."""
        rows = self._ner_features.rows([word.text for word in words], [word.pos for word in words])
        labels: list[str] = self._ner.tag(rows)
        return labels

    def _sentences(self, text: str) -> Iterator[tuple[list[tuple[int, int]], list[str]]]:
        """The ranges of each sentence's words in the source, and their spellings."""
        aligned = Aligned(text)
        reached = 0
        for start, end in sentences(aligned.norm, underthesea.sent_tokenize):
            # A sentence is cut out before it is searched: the patterns look ahead and behind.
            sentence = aligned.norm[start:end].translate(self._letters)
            cuts = [match.span() for match in patterns.finditer(sentence)]
            tokens = [self._spelling[sentence[a:b]] for a, b in cuts]
            sources = aligned.sources([(start + a, start + b) for a, b in cuts], reached)
            reached = sources[-1][1]
            yield self._joined(sources, tokens)

    def _joined(
        self, sources: Sequence[tuple[int, int]], tokens: Sequence[str]
    ) -> tuple[list[tuple[int, int]], list[str]]:
        ranges: list[tuple[int, int]] = []
        words: list[str] = []
        tags = self._segmenter.tag(self._segment_features.rows(tokens))
        for edges, token, tag in zip(sources, tokens, tags, strict=True):
            if tag == "I-W" and words:
                ranges[-1] = (ranges[-1][0], edges[1])
                words[-1] += f" {token}"
            else:
                ranges.append(edges)
                words.append(token)
        return ranges, words

    def _spell(self, token: str) -> str:
        if len(token) > _LONGEST_MAPPED:
            return token
        token = unicodedata.normalize("NFC", token).translate(self._letters)
        spelled: str = token_map.get(token, token)
        return spelled


def _tagger(path: Path) -> CRFTagger:
    tagger = CRFTagger()
    tagger.load(str(path))
    return tagger


def _vocabulary(path: Path) -> Vocabulary:
    return Vocabulary(attributes(path.read_bytes()))


def _segment_features() -> SegmentFeatures:
    dictionary = joblib.load(_SEGMENTER / "dictionary.bin")
    names = ["T[0].lower", "T[0].isdigit", "T[0].istitle", "T[0].is_in_dict"]
    # The package's own featurizer says what a token is: its idea of a title or of lower case is not Python's.
    featurizer = CRFFeaturizer(names, dictionary)

    def facts(token: str) -> Facts:
        row = featurizer.process([[[token]]])[0][0]
        return Facts(*(value[len(name) + 1 :] for name, value in zip(names, row, strict=True)))

    return SegmentFeatures(_vocabulary(_SEGMENTER_MODEL), facts, frozenset(dictionary))
