"""Another program's way with a file of articles, timed: run by a Python that has the program, and nothing of Nhãn.

    python format_peers.py doccano|label-studio-sdk in|out FILE FOLDER

Prints the seconds of CPU that it took and the peak of memory in MB. doccano's ``out`` needs the FOLDER of its ``in``.
"""

import importlib
import json
import sys
import time
from pathlib import Path


def peak() -> float:
    """Of this program's memory so far, in MB. What the system counts for a process has its parent's in it."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    (line,) = (line for line in lines if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


def doccano(way: str, file: Path, folder: Path) -> float:
    """Its import into, or its export from, a data base in the folder."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "core" / "formats"))
    run = importlib.import_module("doccano_run")
    return float(run.brought_in(file, folder)[1] if way == "in" else run.taken_out(folder))


def label_studio(way: str, file: Path, folder: Path) -> float:
    """Its reading of tasks, or that and its writing of JSON_MIN."""
    converter = importlib.import_module("label_studio_sdk.converter")
    made = converter.Converter(str(folder / "labels.xml"), str(folder), upload_dir=str(folder))
    start = time.process_time()
    if way == "in":
        for _ in made.iter_from_json_file(str(file)):
            pass
    else:
        made.convert(str(file), str(folder / "out"), "JSON_MIN", is_dir=False)
    return time.process_time() - start


if __name__ == "__main__":
    program, way, file, folder = sys.argv[1:]
    done = {"doccano": doccano, "label-studio-sdk": label_studio}[program]
    print(json.dumps([done(way, Path(file), Path(folder)), peak()]))
