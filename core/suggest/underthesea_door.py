"""The one door to underthesea: its sentences, words, POS tags and entities, with exact offsets, at a tenth of the cost.

Only worker processes open it: importing and warming up underthesea takes over a second. The answers are those of
``underthesea.ner(sentence)``, sentence by sentence, but for its chunks, which its own entity model never reads.
"""

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import joblib
import underthesea
from underthesea.pipeline.text_normalize.text_normalizer import character_map, token_map
from underthesea.pipeline.word_tokenize.regex_tokenize import patterns
from underthesea_core import CRFFeaturizer, CRFTagger

from nhan.core.suggest.align import Aligned
from nhan.core.suggest.crf_file import attributes
from nhan.core.suggest.decode import Entity, entities
from nhan.core.suggest.memo import Memo
from nhan.core.suggest.protocol import Suggestion
from nhan.core.suggest.segment_features import Facts, SegmentFeatures
from nhan.core.suggest.sentences import sentences
from nhan.core.suggest.tag_features import TagFeatures
from nhan.core.suggest.vocabulary import MOST, Vocabulary

NAME = "underthesea.ner"

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

    def __init__(self) -> None:
        self._segmenter = _tagger(_SEGMENTER_MODEL)
        self._segment_features = _segment_features()
        self._pos = _tagger(_POS_MODEL)
        self._pos_features = TagFeatures(
            Vocabulary(attributes(_POS_MODEL)), (0, -1, 1), [f"{past}[1]" for past in (*_PAST, "T[-3,-2]", "T[-2,-1]")]
        )
        self._ner = _tagger(_NER_MODEL)
        self._ner_features = TagFeatures(
            Vocabulary(attributes(_NER_MODEL)), (0, -1, 1, -2, 2), [f"{past}[3]" for past in _PAST]
        )
        self._labels: list[str] = self._ner.labels()
        self._letters = str.maketrans(character_map)
        self._spelling = Memo(self._spell, MOST)

    def suggest(self, text: str) -> list[Suggestion]:
        """The named entities (PER, LOC, ORG, MISC) of the article, in order; none overlap."""
        found: list[Suggestion] = []
        for words in self.sentences(text):
            found.extend(
                Suggestion(
                    words[entity.first].start, words[entity.last].end, entity.label, entity.confidence, entity.runner_up
                )
                for entity in self._entities(words)
            )
        return [one for one in found if one.start < one.end]

    def words(self, text: str) -> list[tuple[int, int]]:
        """The ranges of the words of the article, in order, POS tags left out."""
        aligned = Aligned(text)
        found: list[tuple[int, int]] = []
        for start, end in sentences(aligned.norm, underthesea.sent_tokenize):
            reached = found[-1][1] if found else 0
            found.extend((word.start, word.end) for word in self._words(aligned, start, end, reached))
        return [(start, end) for start, end in found if start < end]

    def sentences(self, text: str) -> Iterator[list[Word]]:
        """The words of each sentence with POS tags. A word may be empty: the later of two in one changed cluster."""
        aligned = Aligned(text)
        reached = 0
        for start, end in sentences(aligned.norm, underthesea.sent_tokenize):
            words = self._words(aligned, start, end, reached)
            reached = words[-1].end
            tags = self._pos.tag(self._pos_features.rows([word.text for word in words]))
            yield [Word(left, right, text, tag) for (left, right, text, _), tag in zip(words, tags, strict=True)]

    def labels(self, words: list[Word]) -> list[str]:
        """The IOB label of each word of one sentence."""
        return list(self._ner.tag(self._rows(words)))

    def _entities(self, words: list[Word]) -> list[Entity]:
        rows = self._rows(words)
        labels = self._ner.tag(rows)
        if all(label == "O" for label in labels):
            return []
        return entities(labels, self._ner.marginals(rows), self._labels)

    def _rows(self, words: list[Word]) -> list[list[str]]:
        return self._ner_features.rows([word.text for word in words], [word.pos for word in words])

    def _words(self, aligned: Aligned, start: int, end: int, reached: int) -> list[Word]:
        """The words of the sentence ``[start, end)`` of the normal form; ``reached`` is where the word before ended."""
        # A sentence is cut out before it is searched: the patterns look ahead and behind.
        sentence = aligned.norm[start:end].translate(self._letters)
        ranges = [match.span() for match in patterns.finditer(sentence)]
        spelling = self._spelling
        tokens = [spelling[sentence[a:b]] for a, b in ranges]
        tags = self._segmenter.tag(self._segment_features.rows(tokens))
        words: list[Word] = []
        sources = aligned.sources([(start + a, start + b) for a, b in ranges], reached)
        for (left, right), token, tag in zip(sources, tokens, tags, strict=True):
            if tag == "I-W" and words:
                words[-1] = Word(words[-1].start, right, f"{words[-1].text} {token}", "")
            else:
                words.append(Word(left, right, token, ""))
        return words

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


def _segment_features() -> SegmentFeatures:
    dictionary = joblib.load(_SEGMENTER / "dictionary.bin")
    names = ["T[0].lower", "T[0].isdigit", "T[0].istitle", "T[0].is_in_dict"]
    # The package's own featurizer says what a token is: its idea of a title or of lower case is not Python's.
    featurizer = CRFFeaturizer(names, dictionary)

    def facts(token: str) -> Facts:
        row = featurizer.process([[[token]]])[0][0]
        return Facts(*(value[len(name) + 1 :] for name, value in zip(names, row, strict=True)))

    return SegmentFeatures(Vocabulary(attributes(_SEGMENTER_MODEL)), facts, frozenset(dictionary))
