"""croissant.json: the release described for machines, as Croissant 1.1 with its part on responsible AI has it."""

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any

import msgspec

from nhan.core.messages import Message, say
from nhan.core.releases.card import how_decided
from nhan.core.releases.facts import ReleaseFacts
from nhan.core.releases.manifest import ReleasedFile
from nhan.core.releases.split import Split
from nhan.core.report.plots import Teller

CONFORMS_TO = ("http://mlcommons.org/croissant/1.1", "http://mlcommons.org/croissant/RAI/1.0")
ENGLISH = Teller("en")
_JSON_LINES = ("jsonl", "hf-jsonl")
_MEDIA = {
    ".json": "application/json",
    ".jsonl": "application/jsonlines",
    ".html": "text/html",
    ".md": "text/markdown",
    ".parquet": "application/vnd.apache.parquet",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".xml": "application/xml",
}
_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "sc": "https://schema.org/",
    "source": "cr:source",
}


def croissant(facts: ReleaseFacts, files: Sequence[ReleasedFile]) -> bytes:
    """The file. ``files``: those that are described, each with its hash."""
    about = facts.about
    whole: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "name": facts.title,
        "description": about.description or _words("release.card.about", facts),
        "conformsTo": list(CONFORMS_TO),
        "license": about.license,
        "url": about.url,
        "creator": [{"@type": "sc:Person", "name": name} for name in about.creators],
        "datePublished": about.date,
        "version": about.version,
        "inLanguage": about.language,
        "distribution": [_file(each) for each in sorted(files, key=lambda each: each.path)],
        "recordSet": [_splits(), *_records(facts)],
        "rai:annotationsPerItem": _range([each.people for each in facts.articles]),
        "rai:annotatorDemographics": _words("release.card.demographics", facts),
        "rai:dataAnnotationProtocol": " ".join([_words("release.card.protocol", facts), *how_decided(facts, ENGLISH)]),
        "rai:dataAnnotationPlatform": f"Nhãn {facts.program}",
        "rai:dataAnnotationAnalysis": _analysis(facts),
        "rai:personalSensitiveInformation": about.personal or _words("release.card.personal_unsaid", facts),
    }
    return msgspec.json.format(msgspec.json.encode(whole), indent=1) + b"\n"


def _words(key: str, facts: ReleaseFacts) -> str:
    return say(Message(key, {"people": max((each.people for each in facts.articles), default=0)}), "en")


def _range(counts: Sequence[int]) -> str:
    low, high = min(counts, default=0), max(counts, default=0)
    return str(low) if low == high else f"{low}-{high}"


def _analysis(facts: ReleaseFacts) -> str:
    figure = facts.agreement and facts.agreement.figures.get("exact")
    if facts.agreement is None or not figure or figure.value is None:
        return say(Message("release.card.no_agreement"), "en")
    fields = {"value": str(figure), "articles": facts.agreement.articles}
    return say(Message("release.card.analysis", fields), "en")


def _file(file: ReleasedFile) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": file.path,
        "name": file.path,
        "contentUrl": file.path,
        "contentSize": f"{file.size} B",
        "encodingFormat": _MEDIA.get(PurePosixPath(file.path).suffix, "text/plain"),
        "sha256": file.sha256,
    }


def _splits() -> dict[str, Any]:
    """The names of the parts, as Croissant says them."""
    urls = {Split.TRAIN: "TrainingSplit", Split.DEV: "ValidationSplit", Split.TEST: "TestSplit"}
    return {
        "@type": "cr:RecordSet",
        "@id": "splits",
        "name": "splits",
        "dataType": "cr:Split",
        "key": {"@id": "splits/name"},
        "field": [
            {"@type": "cr:Field", "@id": "splits/name", "name": "name", "dataType": "sc:Text"},
            {"@type": "cr:Field", "@id": "splits/url", "name": "url", "dataType": ["sc:URL", "wd:Q3985153"]},
        ],
        "data": [
            {"splits/name": each.value, "splits/url": f"http://mlcommons.org/croissant/{urls[each]}"} for each in Split
        ],
    }


def _records(facts: ReleaseFacts) -> list[dict[str, Any]]:
    """A set of records for each part that is a file of JSON lines."""
    found: list[dict[str, Any]] = []
    name = next((each for each in _JSON_LINES if each in facts.paths), "")
    for split, path in facts.paths.get(name, {}).items():
        place = f"articles-{split.value}"
        fields: list[dict[str, Any]] = [
            {
                "@type": "cr:Field",
                "@id": f"{place}/{field}",
                "name": field,
                "dataType": "sc:Text",
                "source": {"fileObject": {"@id": path}, "extract": {"jsonPath": f"$.{field}"}},
            }
            for field in ("id", "text", "spans")
        ]
        part: dict[str, Any] = {"@type": "cr:Field", "@id": f"{place}/split", "name": "split", "dataType": "sc:Text"}
        part |= {"value": split.value, "references": {"field": {"@id": "splits/name"}}}
        found.append({"@type": "cr:RecordSet", "@id": place, "name": place, "field": [*fields, part]})
    return found
