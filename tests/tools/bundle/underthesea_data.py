"""What the program reads of underthesea's files: three models, their words, and the names of communes."""

import importlib.util
import json
from pathlib import Path

import msgspec

from nhan.core.tagger.features.gazetteer import UNITS, Units

# A test runs all that reads them and compares. Its other models are never asked, and its ``agent`` has data that would
# pass for an empty module.
READ = [
    "models.yaml",
    "address/data/mapping.json",
    "corpus/data/Viet74K.txt",
    "pipeline/ner/ner_crf_2017_10_12.bin",
    "pipeline/pos_tag/pos_crf_2017_10_11.bin",
    "pipeline/sent_tokenize/punkt_params.json",
    "pipeline/text_normalize/tn_rules_2023_07_14.bin",
    "pipeline/word_tokenize/models/ws_crf_vlsp2013_20230727/dictionary.bin",
    "pipeline/word_tokenize/models/ws_crf_vlsp2013_20230727/models.bin",
]


def home() -> Path:
    """The folder of the package, found without importing it."""
    spec = importlib.util.find_spec("underthesea")
    assert spec is not None and spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0])


def needed_data(made: Path) -> list[tuple[Path, Path]]:
    """The files of READ, and the folders of the bundle for them. Those in JSON are made in the folder ``made``: without
    blanks, and of the communes only what the program reads."""
    folder = home()
    return [(_dense(folder, Path(name), made), Path(folder.name, name).parent) for name in READ]


def _dense(folder: Path, name: Path, made: Path) -> Path:
    if name.suffix != ".json":
        return folder / name
    data, dense = (folder / name).read_bytes(), made / name.name
    if name == UNITS:
        dense.write_bytes(msgspec.json.encode(msgspec.json.decode(data, type=Units)))
    else:
        dense.write_text(json.dumps(json.loads(data), ensure_ascii=False, separators=(",", ":")), "utf-8")
    return dense
