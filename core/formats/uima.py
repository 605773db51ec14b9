"""``uima-xmi`` and ``uima-json``: UIMA CAS as INCEpTION and DKPro exchange it, through ``dkpro-cassis``.

A file an article, the type system beside them (``TypeSystem.xml``). Offsets in the files are UTF-16 units; cassis makes
code points of them. Read are all annotations with a feature ``value`` or ``label`` that are no tokens or the like.
"""

import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path, PurePath
from typing import Any

from nhan.core.formats.cas_types import NO_SPANS
from nhan.core.formats.extras import library
from nhan.core.formats.file_names import id_of, name_for
from nhan.core.formats.foreign import ForeignArticle, ForeignSpan, incoming, placed
from nhan.core.formats.format import Carries, Format, Incoming, InputFile, Loss, ReadOptions, WriteOptions
from nhan.core.formats.json_rows import number_of
from nhan.core.formats.sentences import in_sentences, tokens
from nhan.core.formats.utf8 import text_of
from nhan.core.formats.xml_entities import MOST, refuse_unsafe
from nhan.core.messages import Message, NhanError
from nhan.core.store.record import Record
from nhan.core.text.offset_units import OffsetUnit

XMI, JSON = "uima-xmi", "uima-json"
TYPES = "TypeSystem.xml"
_ENTITY = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
_SEGMENTS = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type."
_UNMAPPED = re.compile(r"Not mapping external offset \[(-?\d+)\]")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def read(name: str, file: InputFile, options: ReadOptions) -> Iterator[Incoming | NhanError]:
    """The article of a file."""
    try:
        yield incoming(_article(name, file), file.where(), options)
    except NhanError as error:
        yield error


def _article(name: str, file: InputFile) -> ForeignArticle:
    cassis = _cassis(name)
    where = file.where()
    data = file.read()
    if name == XMI:
        refuse_unsafe(data, where)
    elif len(data) > MOST:
        raise where.fault("formats.too_large")
    content = text_of(data, where)
    types = _types_beside(file)
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        try:
            known = _types(cassis) if types is None else cassis.load_typesystem(types)
            load = cassis.load_cas_from_xmi if name == XMI else cassis.load_cas_from_json
            cas = load(content, typesystem=known, lenient=True)
            text = cas.sofa_string
            found = [each for each in cas.select("uima.tcas.Annotation") if not NO_SPANS.match(each.type.name)]
        except Exception as error:  # a library's own, of whatever is wrong with the file
            reason = " ".join(str(error).split())[:200] or type(error).__name__
            raise where.fault("formats.not_this", name=name, reason=reason) from None
    if not isinstance(text, str):
        raise where.fault("store.missing_field", "sofaString")
    unmapped = {int(match[1]) for each in said if (match := _UNMAPPED.match(str(each.message)))}
    spans: list[ForeignSpan] = []
    lost: list[Loss] = []
    for each in found:
        label = _feature(each, "value") or _feature(each, "label")
        if label is None:
            continue
        here = list(placed(each.begin, each.end, label, score=getattr(each, "score", None)))
        if here and not {here[0].start, here[0].end} & unmapped:
            spans += here
        else:
            start, end = number_of(each.begin) or 0, number_of(each.end) or 0
            lost.append(Loss(id_of(file.stem), start, end, label, "", Message("formats.lost.outside")))
    others = sum(bool(sofa.sofaString) for sofa in cas.sofas) - 1
    views = (Message("formats.said.views", {"count": others}),) if others > 0 else ()
    return ForeignArticle(id=id_of(file.stem), text=text, spans=spans, lost=tuple(lost), said=views)


def _feature(annotation: Any, name: str) -> str | None:
    value = getattr(annotation, name, None)
    return value if isinstance(value, str) else None


def _types_beside(file: InputFile) -> str | None:
    """The type system in the file's folder. NhanError: it cannot be read, or is not safe."""
    beside = file.beside(TYPES)
    if beside is None:
        return None
    data = beside.read()
    refuse_unsafe(data, beside.where())
    return text_of(data, beside.where())


def _cassis(name: str) -> Any:
    return library("cassis", "dkpro-cassis", "uima", name)


def _types(cassis: Any) -> Any:
    """The types that are written, and that a file without a type system is taken to use."""
    types = cassis.TypeSystem()
    for name in ("Token", "Sentence"):
        types.create_type(_SEGMENTS + name, supertypeName="uima.tcas.Annotation")
    entity = types.create_type(_ENTITY, supertypeName="uima.tcas.Annotation")
    for feature in ("value", "identifier"):
        types.create_feature(domainType=entity, name=feature, rangeType="uima.cas.String")
    return types


def write(name: str, records: Iterable[Record], _: WriteOptions) -> Iterator[tuple[str, bytes]]:
    """One file an article, and the type system. NhanError: XML cannot hold a sign of a text."""
    cassis = _cassis(name)
    types = _types(cassis)
    yield TYPES, types.to_xml().encode()
    entity, token, sentence = (types.get_type(each) for each in (_ENTITY, f"{_SEGMENTS}Token", f"{_SEGMENTS}Sentence"))
    for record in records:
        article = record.article
        unfit = _NOT_XML.search(article.text)
        if name == XMI and unfit:
            raise NhanError("formats.no_xml", article=article.id, at=unfit.start(), sign=f"U+{ord(unfit[0]):04X}")
        cas = cassis.Cas(typesystem=types, sofa_string=article.text, sofa_mime="text/plain")
        units = list(tokens(article.text))
        for part in in_sentences(article.text, units, []):
            cas.add(sentence(begin=part[0][0], end=part[-1][1]))
        cas.add_all([token(begin=start, end=end) for start, end in units])
        cas.add_all([entity(begin=span.start, end=span.end, value=span.label) for span in record.spans])
        written = cas.to_xmi() if name == XMI else cas.to_json()
        yield f"{name_for(article.id)}{'.xmi' if name == XMI else '.json'}", written.encode()


def _recognise(name: str, path: PurePath, head: bytes) -> Message | None:
    if name == XMI and (b"http://www.omg.org/XMI" in head or path.suffix.lower() == ".xmi"):
        return Message("formats.seen.line", {"line": "xmi:XMI"})
    if name == JSON and b'"%FEATURE_STRUCTURES"' in head:
        return Message("formats.seen.keys", {"keys": "%FEATURE_STRUCTURES"})
    return None


def _lead(path: Path, _: Callable[[Path], bool]) -> Path | None:
    return None if path.name == TYPES else path


def _format(name: str, title: Message, ending: str) -> Format:
    return Format(
        name,
        title,
        (ending,),
        partial(read, name),
        write_folder=partial(write, name),
        carries=Carries(nesting=True, overlap=True),
        unit=OffsetUnit.UTF16,
        recognise=partial(_recognise, name),
        lead=_lead,
        extra="uima",
        proof="dkpro-cassis 0.12.0",
    )


AS_XMI = _format(XMI, Message("formats.title.uima_xmi"), ".xmi")
AS_JSON = _format(JSON, Message("formats.title.uima_json"), ".json")
