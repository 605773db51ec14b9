"""Any token-classification model of the ``transformers`` library as a suggester; the extra of that name installs it.

The model comes from a folder, or by its name from the hub where there is a network. It reads an article sentence by
sentence; a word is labelled by the first of its pieces, as such models are trained.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from nhan.core.messages import NhanError
from nhan.core.suggest.token_tags import Tagged, spans
from nhan.core.suggestion import MODEL, Suggestion
from nhan.core.underthesea.adapter import Underthesea, Word

_MOST_PIECES = 512  # of a sentence at a time; a model may take fewer
_UNUSED = 2  # places that the models of the RoBERTa kind count and do not use

Pieces = list[tuple[int, int, list[int]]]  # of each word: its range in code points, its pieces in the vocabulary


class Transformers:
    """``parameters["model"]`` names the model. NhanError where there is none, or the extra is not installed."""

    name = "transformers"

    def __init__(self, parameters: Mapping[str, Any]) -> None:
        where = str(parameters.get(MODEL) or "")
        if not where:
            raise NhanError("suggest.transformers_unnamed")
        try:
            import torch
            from transformers import AutoModelForTokenClassification, AutoTokenizer
        except ImportError:
            raise NhanError("suggest.transformers_missing") from None
        try:
            self._tokenizer: Any = AutoTokenizer.from_pretrained(where)
            self._model: Any = AutoModelForTokenClassification.from_pretrained(where)
        except (OSError, ValueError, KeyError) as error:
            problem = " ".join(str(error).split())[:200]
            raise NhanError("suggest.transformers_no_model", model=where, problem=problem) from None
        self._torch = torch
        self._model.eval()
        self._tags = {int(number): str(tag) for number, tag in self._model.config.id2label.items()}
        self._before, self._after = self._around()
        places = getattr(self._model.config, "max_position_embeddings", _MOST_PIECES)
        most = min(self._tokenizer.model_max_length, places - _UNUSED, _MOST_PIECES)
        self._longest = most - len(self._before) - len(self._after)
        self._underthesea = Underthesea()
        self.version = f"{Path(where).name}@{self._fingerprint()}"

    def suggest(self, text: str) -> list[Suggestion]:
        """Outermost spans, in order; offsets are code points of ``text``."""
        found: list[Suggestion] = []
        for words in self._underthesea.sentences(text):
            pieces = self._whole(text, words) if self._tokenizer.is_fast else self._by_word(words)
            found += spans([word for part in self._parts(pieces) for word in self._tagged(part)])
        return found

    def _whole(self, text: str, words: Sequence[Word]) -> Pieces:
        """Of a tokenizer that says where in a sentence its pieces stand, and which of them are one word."""
        start, end = words[0].start, words[-1].end
        read = self._tokenizer(text[start:end], return_offsets_mapping=True, add_special_tokens=False, verbose=False)
        numbered = zip(read.word_ids(), read["input_ids"], read["offset_mapping"], strict=True)
        found: Pieces = []
        for number, its in groupby(numbered, key=lambda piece: piece[0]):
            run = list(its)
            first, last = run[0][2][0], run[-1][2][1]
            if number is not None and first < last:
                found.append((start + first, start + last, [piece for _, piece, _ in run]))
        return found

    def _by_word(self, words: Sequence[Word]) -> Pieces:
        """Of one that does not. Such as PhoBERT's were trained on segmented words: ``Nguyễn_Văn_A``."""
        found: Pieces = []
        for word in words:
            pieces = self._tokenizer.encode(word.text.replace(" ", "_"), add_special_tokens=False, verbose=False)
            if pieces and word.start < word.end:
                found.append((word.start, word.end, pieces))
        return found

    def _parts(self, pieces: Pieces) -> Iterator[Pieces]:
        """Whole words, as many at a time as the model takes. Of a word that is longer, the first pieces tell."""
        part: Pieces = []
        room = self._longest
        for start, end, its in pieces:
            cut = its[: self._longest]
            if len(cut) > room:
                yield part
                part, room = [], self._longest
            part.append((start, end, cut))
            room -= len(cut)
        if part:
            yield part

    def _tagged(self, part: Pieces) -> Iterator[Tagged]:
        ids = [*self._before, *(piece for _, _, its in part for piece in its), *self._after]
        with self._torch.no_grad():
            logits = self._model(input_ids=self._torch.tensor([ids])).logits[0]
        odds = logits.float().softmax(-1).tolist()
        at = len(self._before)
        for start, end, its in part:
            yield Tagged(start, end, {self._tags[tag]: share for tag, share in enumerate(odds[at])})
            at += len(its)

    def _around(self) -> tuple[list[int], list[int]]:
        """The pieces that the model expects before and behind a sentence."""
        inner = self._tokenizer("a", add_special_tokens=False)["input_ids"]
        whole = self._tokenizer("a")["input_ids"]
        before = next(at for at in range(len(whole)) if whole[at : at + len(inner)] == inner)
        return whole[:before], whole[before + len(inner) :]

    def _fingerprint(self) -> str:
        """Of the weights: a model that was trained further is another one."""
        digest = hashlib.sha256()
        for name, value in sorted(self._model.state_dict().items()):
            digest.update(name.encode())
            digest.update(value.detach().cpu().contiguous().reshape(-1).view(self._torch.uint8).numpy().tobytes())
        return digest.hexdigest()[:8]
