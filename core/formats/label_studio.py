"""``label-studio``: tasks as Label Studio exports and imports them; confirmed spans are annotations, suggestions
predictions. Offsets are code points; ``value.text`` is no slice of the text and is not compared.

Several annotations of one task are never mixed: the one of ``ReadOptions.person``, else the one marked as the truth,
else the first that was not skipped.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any

import msgspec

from nhan.core.formats.foreign import ForeignArticle, ForeignSpan, incoming, placed, spans_in
from nhan.core.formats.format import Carries, Format, Incoming, InputFile, Loss, ReadOptions, WriteOptions
from nhan.core.formats.json_rows import (
    first_objects,
    json_list,
    list_of,
    name_of,
    object_of,
    read_each,
    rows,
    seen,
    string_in,
)
from nhan.core.messages import Message, NhanError
from nhan.core.model import ArticleState, ArticleStatus, Span, SpanStatus
from nhan.core.store.record import Record
from nhan.core.store.strict import Where

FROM, TO = "label", "text"  # the names of the tags in the configuration (``label_studio_config``)
_OURS = "nhan"  # the model version of suggestions that nobody has decided on yet, beside annotations
_DONE = ("annotations", "completions")  # what people made, by the name that it has, and had before version 1.0
_ADDRESS = re.compile(r"\s*(?:(?:https?|s3|gs|azure-blob|file)://|/data/|data:\w+/)\S+\s*")
_OWN_DATA = ("text", "article_id", "title", "meta", "status")


def read(file: InputFile, options: ReadOptions) -> Iterator[Incoming | NhanError]:
    """The articles of a file."""
    return read_each(rows(file), lambda row: incoming(_article(file, *row, options), row[0], options))


def _article(file: InputFile, where: Where, value: Any, options: ReadOptions) -> ForeignArticle:
    task = object_of(value, where)
    if "data" not in task:
        raise where.fault("store.missing_field", "data")
    data = object_of(task["data"], where)
    key = text_key(data, _names_of_text(task), where)
    name = name_of(file, where, data.get("article_id", task.get("id")))
    spans: list[ForeignSpan] = []
    lost: list[Loss] = []
    said: list[Message] = []
    annotations = [each for part in _DONE for each in list_of(task, where, part) if isinstance(each, dict)]
    chosen = choose(annotations, options.person)
    if chosen is not None:
        if len(annotations) > 1:
            fields = {"count": len(annotations), "person": person_of(chosen), "id": chosen.get("id", "")}
            said.append(Message("formats.said.chosen", fields))
        spans += regions(chosen, name, None, lost, said)
    given = [each for each in list_of(task, where, "predictions") if isinstance(each, dict)]  # else ids of others
    if chosen is None and len(given) > 1:
        fields = {"count": len(given), "person": str(given[0].get("model_version", "")), "id": given[0].get("id", "")}
        said.append(Message("formats.said.chosen", fields))
    for each in given:
        if chosen is None or str(each.get("model_version")) == _OURS:
            spans += regions(each, name, SpanStatus.SUGGESTED, lost, said)
            if chosen is None:
                break  # the others are other models' opinions of the same
        else:
            said.append(Message("formats.said.predictions"))
    if drafts := sum(bool(each.get("result")) for each in _objects(task.get("drafts"))):
        said.append(Message("formats.said.drafts", {"count": drafts}))
    skipped = chosen is not None and bool(chosen.get("was_cancelled"))
    meta = {name: value for name, value in data.items() if name not in _OWN_DATA and name != key}
    if isinstance(task.get("meta"), dict):
        meta |= task["meta"]
    if isinstance(data.get("meta"), dict):
        meta |= data["meta"]
    return ForeignArticle(
        id=name,
        text=data[key],
        title=string_in(data, "title"),
        meta=meta,
        spans=spans,
        state=ArticleState(ArticleStatus.SKIPPED) if skipped else None,
        left=("was_cancelled",) if skipped else (),
        lost=tuple(lost),
        said=tuple(said),
    )


def _names_of_text(task: dict[str, Any]) -> list[str]:
    """What the regions say they stand in: the name of a tag, which is mostly that of its field, too."""
    found: list[object] = []
    for part in (*_DONE, "predictions"):
        for each in _objects(task.get(part)):
            found += [region.get("to_name") for region in _objects(each.get("result"))]
    return [name for name in found if isinstance(name, str)]


def _objects(value: object) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def text_key(data: dict[str, Any], names: Iterable[str], where: Where, field: str = "data.text") -> str:
    """The field that the text is in: ``text``, what the regions name, else the only text there is. NhanError naming
    ``field``, or the one that only says where something is."""
    texts = [name for name, value in data.items() if isinstance(value, str)]
    found = next((name for name in ("text", *names) if name in texts), texts[0] if len(texts) == 1 else None)
    if found is None:
        raise where.fault("store.missing_field", field)
    if _ADDRESS.fullmatch(data[found]):
        raise where.fault("formats.address", field.removesuffix("text") + found, address=data[found].strip())
    return found


def choose(annotations: list[dict[str, Any]], person: str) -> dict[str, Any] | None:
    """The annotation that is taken."""
    of_person = [each for each in annotations if person and person_of(each) == person]
    given = [each for each in of_person or annotations if not each.get("was_cancelled")]
    truth = [each for each in given if each.get("ground_truth")]
    return next(iter(truth or given or of_person or annotations), None)


def person_of(annotation: dict[str, Any]) -> str:
    """Who made it: an e-mail address where the file has one, else a number."""
    by = annotation.get("completed_by", annotation.get("annotator", ""))
    return str(by.get("email") or by.get("id") or "") if isinstance(by, dict) else str(by)


def regions(
    annotation: dict[str, Any], article: str, status: SpanStatus | None, lost: list[Loss], said: list[Message]
) -> list[ForeignSpan]:
    """The spans of an annotation or prediction; a region of several labels is several spans."""
    result = annotation["result"] if isinstance(annotation.get("result"), list) else []
    score = annotation.get("score")
    spans, unread = spans_in(result, article, "result", lambda each: _spans(each, status, score), _is_relation)
    lost += unread
    if relations := sum(map(_is_relation, result)):
        said.append(Message("formats.said.relations", {"count": relations}))
    return spans


def _is_relation(region: Any) -> bool:
    return isinstance(region, dict) and "from_id" in region and "to_id" in region


def _spans(region: Any, status: SpanStatus | None, of_all: Any) -> Iterator[ForeignSpan]:
    value = region.get("value") if isinstance(region, dict) else None
    if not isinstance(value, dict):
        return
    meta = region.get("meta")
    notes = meta.get("text") if isinstance(meta, dict) else None
    note = "\n".join(map(str, notes)) if isinstance(notes, list) else str(notes or "")
    score = region.get("score", of_all if status is SpanStatus.SUGGESTED else None)
    name = str(region.get("id") or "")
    labels = labels_of(value)
    own = name if len(labels) == 1 else ""
    for label in labels:
        yield from placed(value.get("start"), value.get("end"), label, score=score, id=own, status=status, note=note)


def labels_of(value: dict[str, Any]) -> list[str]:
    """The labels of a region, under the key that its kind of tag gives them."""
    for key in ("labels", "hypertextlabels", "paragraphlabels"):
        if isinstance(value.get(key), list):
            return [label for label in value[key] if isinstance(label, str)]
    return []


def has_regions(value: object) -> bool:
    """Whether a column of rows and tables holds regions, whatever the configuration calls it."""
    return any(labels_of(each) and "start" in each for each in _objects(value))


def write(records: Iterable[Record], _: WriteOptions) -> Iterator[bytes]:
    """A list with one task a line."""
    return json_list(msgspec.json.encode(_task(number, record)) for number, record in enumerate(records, 1))


def _task(number: int, record: Record) -> dict[str, Any]:
    article = record.article
    data = {"text": article.text, "article_id": article.id, "title": article.title, "meta": article.meta}
    sure = [span for span in record.spans if span.status is SpanStatus.CONFIRMED]
    open_ = [span for span in record.spans if span.status is SpanStatus.SUGGESTED]
    task: dict[str, Any] = {"id": number, "data": data}  # without an id its converter takes no task
    begun = sure or record.state.status in (ArticleStatus.DONE, ArticleStatus.SKIPPED)
    if begun:
        skipped = record.state.status is ArticleStatus.SKIPPED
        result = [_region(span, article.text) for span in sure]
        task["annotations"] = [{"id": number, "result": result, "was_cancelled": skipped, "ground_truth": False}]
    if open_:
        scores = [span.confidence for span in open_ if span.confidence is not None]
        prediction: dict[str, Any] = {"model_version": _OURS, "result": [_region(span, article.text) for span in open_]}
        if scores:
            prediction["score"] = sum(scores) / len(scores)
        task["predictions"] = [prediction]
    return task


def _region(span: Span, text: str) -> dict[str, Any]:
    value = {"start": span.start, "end": span.end, "text": text[span.start : span.end], "labels": [span.label]}
    region: dict[str, Any] = {"id": span.id, "from_name": FROM, "to_name": TO, "type": "labels", "value": value}
    if span.confidence is not None:
        region["score"] = span.confidence
    if span.note:
        region["meta"] = {"text": [span.note]}
    return region


def _recognise(_: PurePath, head: bytes) -> Message | None:
    for row in first_objects(head):
        if not isinstance(row.get("data"), dict):
            return None
        for key in (*_DONE, "predictions"):
            if isinstance(row.get(key), list):
                return seen("data", key)
    return seen("data") if first_objects(head) else None


FORMAT = Format(
    "label-studio",
    Message("formats.title.label_studio"),
    (".json",),
    read,
    write,
    carries=Carries(nesting=True, overlap=True, confidence=True, status=True, notes=True, metadata=True, skipped=True),
    recognise=_recognise,
    proof="Label Studio 1.23.2, label-studio-sdk 2.1.2",
)
