"""The JSON Schema (draft 2020-12) of the article record, made from the types that read and write it.

``python -m nhan.core.store.schema FILE`` writes it; the copy in resources/schema is for other people's programs.
"""

import json
import sys
from pathlib import Path
from typing import Any

import msgspec

from nhan.core.store.record import FORMAT, VERSION, ArticleRecord
from nhan.core.store.record_lines import CHECK

NAME = f"{FORMAT.replace('/', '-')}-{VERSION}.schema.json"


def schema() -> dict[str, Any]:
    """As JSON values. Keys that the schema does not name are allowed: programs must keep them."""
    made = msgspec.json.schema(ArticleRecord)
    check = {"description": "in work files: of the key before it, with its value", "type": "string"}
    made["$defs"][ArticleRecord.__name__]["patternProperties"] = {f"{CHECK}$": {**check, "pattern": "^[0-9a-f]{8}$"}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{FORMAT.replace('/', ':')}:{VERSION}",
        **made,
    }


def schema_text() -> str:
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(schema_text(), encoding="utf-8", newline="\n")
