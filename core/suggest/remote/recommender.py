"""``recommender``: a server that speaks the external recommender protocol of INCEpTION.

Such a server exists for spaCy, Flair, transformers and more. POST ``ADDRESS/predict`` with the article as UIMA CAS
(XMI, offsets in UTF-16 units) and a type system; the answer is the same CAS with annotations, each with a label, and a
score where the server has one. Source: the developer guide of INCEpTION, section "External Recommender".
"""

import hashlib
import warnings
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

import msgspec

from nhan.core.formats.extras import library
from nhan.core.formats.xml_entities import brings_entities
from nhan.core.suggest.remote.limits import LIMIT_S
from nhan.core.suggestion import ADDRESS, Suggestion
from nhan.core.underthesea.adapter import Underthesea
from nhan.core.web.address import host_of, joined
from nhan.core.web.calls import post, wrong_answer

_SEGMENTS = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type."
_LAYER = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
_FEATURE = "value"
_SCORE = f"{_FEATURE}_score"
_FEATURES = {  # of a predicted annotation, as INCEpTION declares them
    _FEATURE: "uima.cas.String",
    _SCORE: "uima.cas.Double",
    f"{_SCORE}_explanation": "uima.cas.String",
    f"{_FEATURE}_auto_accept": "uima.cas.Boolean",
    "inception_internal_predicted": "uima.cas.Boolean",
}


class _Document(msgspec.Struct):
    document: str  # XMI


class Recommender:
    """``parameters``: the address of one recommender, as it is entered in INCEpTION.

    NhanError for an address that is none, or where ``dkpro-cassis`` is not installed.
    """

    name = "recommender"

    def __init__(self, parameters: Mapping[str, Any]) -> None:
        address = str(parameters.get(ADDRESS) or "")
        self._host = host_of(address)
        self._address = joined(address, "/predict")
        self._cassis = library("cassis", "dkpro-cassis", "uima", self.name)
        self.version = hashlib.sha256(self._address.encode()).hexdigest()[:8]  # not the address: a project is shared

    def suggest(self, text: str) -> list[Suggestion]:
        """What the server predicts, in text order. NhanError: it does not answer, or not about this text."""
        types = self._types
        answer = post(
            self._address,
            {
                "metadata": {
                    "layer": _LAYER,
                    "feature": _FEATURE,
                    "projectId": 0,
                    "anchoringMode": "tokens",
                    "crossSentence": False,
                },
                "document": {"xmi": self._cas(text).to_xmi(), "documentId": 0, "userId": "nhan"},
                "typeSystem": types.to_xml(),
            },
            LIMIT_S,
        )
        return sorted(self._predicted(answer, text), key=lambda each: (each.start, -each.end, each.label))

    def _predicted(self, answer: Any, text: str) -> Iterator[Suggestion]:
        try:
            xmi = msgspec.convert(answer, _Document).document
            if brings_entities(xmi.encode()):
                raise ValueError("DOCTYPE")
            with warnings.catch_warnings():
                warnings.simplefilter("error")  # an offset between the two units of one sign
                cas = self._cassis.load_cas_from_xmi(xmi, typesystem=self._types, lenient=True)
            if cas.sofa_string != text:
                raise ValueError("another text")
            predicted = cas.select(_LAYER)
        except Exception as error:  # a library's own, of whatever a server may say
            raise wrong_answer(self._host, " ".join(str(error).split()) or type(error).__name__) from None
        seen: set[tuple[int, int, str]] = set()
        for each in predicted:
            label, score = each.get(_FEATURE), each.get(_SCORE)
            if not isinstance(label, str) or not 0 <= each.begin < each.end <= len(text):
                continue
            if (each.begin, each.end, label) not in seen:
                seen.add((each.begin, each.end, label))
                sure = float(score) if isinstance(score, float) and 0 <= score <= 1 else None
                yield Suggestion(each.begin, each.end, label, sure)

    def _cas(self, text: str) -> Any:
        types = self._types
        sentence, token = (types.get_type(_SEGMENTS + name) for name in ("Sentence", "Token"))
        cas = self._cassis.Cas(typesystem=types, sofa_string=text, sofa_mime="text/plain")
        for words in self._underthesea.sentences(text):
            units = [(word.start, word.end) for word in words if word.start < word.end]
            if units:
                cas.add(sentence(begin=units[0][0], end=units[-1][1]))
                cas.add_all([token(begin=start, end=end) for start, end in units])
        return cas

    @cached_property
    def _underthesea(self) -> Underthesea:
        return Underthesea()

    @cached_property
    def _types(self) -> Any:
        types = self._cassis.TypeSystem()
        for name in ("Token", "Sentence"):
            types.create_type(_SEGMENTS + name, supertypeName="uima.tcas.Annotation")
        layer = types.create_type(_LAYER, supertypeName="uima.tcas.Annotation")
        for feature, kind in _FEATURES.items():
            types.create_feature(domainType=layer, name=feature, rangeType=kind)
        return types
