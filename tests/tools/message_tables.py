"""Core's sentences: the same keys and fields in both languages, and every key that the code names with its fields."""

import ast
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

LANGUAGES = ("vi", "en")
KEY = re.compile(r"[a-z][a-z_]*\.[A-Za-z0-9_.]+")
CALLS = ("Message", "NhanError", "Rejected")
Tables = dict[str, dict[str, str]]


def read(folder: Path) -> Tables:
    """Language -> key -> sentence."""
    tables: Tables = {}
    for language in LANGUAGES:
        files = sorted((folder / language).glob("*.json"))
        tables[language] = {key: text for file in files for key, text in json.loads(file.read_text("utf-8")).items()}
    return tables


def repeated(folder: Path) -> Iterator[str]:
    """Keys that stand in two files, of which one would be said in the place of the other."""
    for language in LANGUAGES:
        keys = Counter(
            key for file in (folder / language).glob("*.json") for key in json.loads(file.read_text("utf-8"))
        )
        yield from (f"message {key} stands in {count} files of {language}" for key, count in keys.items() if count > 1)


def fields(sentence: str) -> set[str]:
    """Names of the fields that the sentence shows."""
    return set(re.findall(r"\{(\w+)", sentence))


def problems(root: Path) -> list[str]:
    """What differs between the languages of ``root``, and between them and the code in core/ and gui/."""
    tables = read(root / "resources" / "messages")
    first, second = (tables[language] for language in LANGUAGES)
    found = list(repeated(root / "resources" / "messages"))
    found += [f"message {key} is in one language only" for key in sorted(first.keys() ^ second.keys())]
    for key in sorted(first.keys() & second.keys()):
        if fields(first[key]) != fields(second[key]):
            found.append(f"message {key} has the fields {sorted(fields(first[key]))} and {sorted(fields(second[key]))}")
    used: set[str] = set()
    for file in sorted([*(root / "core").rglob("*.py"), *(root / "gui").rglob("*.py")]):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        used |= mentioned(tree)
        found += [f"{file.relative_to(root)}:{line}: {what}" for line, what in misused(tree, first)]
    beginnings = tuple(text for text in used if text.endswith((".", "_")))  # of keys that are put together
    unused = [key for key in first if key not in used and not (beginnings and key.startswith(beginnings))]
    return found + [f"message {key} is said nowhere" for key in sorted(unused)]


def mentioned(tree: ast.AST) -> set[str]:
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def misused(tree: ast.AST, table: dict[str, str]) -> Iterator[tuple[int, str]]:
    """Keys that are in no table, and calls that leave out a field of the sentence."""
    parts = {key.split(".")[0] for key in table}
    called: set[ast.AST] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name), args=[ast.Constant(value=str(key)) as first, *rest]) if name in CALLS:
                called.add(first)
                if key not in table:
                    yield node.lineno, f"the message {key} is in no table"
                elif (given := fields_given(name, rest, node.keywords)) is not None and fields(table[key]) - given:
                    yield node.lineno, f"the message {key} lacks {sorted(fields(table[key]) - given)}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in called:
            key = node.value
            if KEY.fullmatch(key) and key.split(".")[0] in parts and key not in table and not is_other(key):
                yield node.lineno, f"the message {key} is in no table"


def is_other(text: str) -> bool:
    """File names and beginnings of keys look like keys."""
    return text.endswith((".json", ".py", ".", "_"))


def fields_given(name: str, rest: list[ast.expr], keywords: list[ast.keyword]) -> set[str] | None:
    """The names of the fields in a call, None where they are not written out there."""
    if name == "NhanError":
        return None if any(each.arg is None for each in keywords) else {str(each.arg) for each in keywords}
    values = rest[:1] or [each.value for each in keywords if each.arg == "fields"]
    if not values:
        return set()
    match values[0]:
        case ast.Dict(keys=names) if all(isinstance(each, ast.Constant) for each in names):
            return {str(each.value) for each in names if isinstance(each, ast.Constant)}
    return None
