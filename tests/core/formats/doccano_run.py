"""doccano's own import and export without its server: run by a Python that has the package ``doccano``.

    python doccano_run.py FILE FOLDER

FOLDER gets its data base, and ``admin.zip`` as it would be downloaded. Prints what the import found wrong, as JSON.
"""

import contextlib
import importlib
import importlib.util
import io
import json
import os
import sys
import time
from pathlib import Path


def set_up(folder: Path) -> None:
    """Make doccano work in this folder."""
    found = importlib.util.find_spec("backend")
    assert found is not None and found.submodule_search_locations
    sys.path.insert(0, next(iter(found.submodule_search_locations)))
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings.development",
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "MEDIA_ROOT": str(folder / "media"),
    }
    importlib.import_module("django").setup()


def brought_in(file: Path, folder: Path) -> tuple[list[str], float]:
    """Import JSON lines into a new project, as its task does. Returns what it found wrong, and the seconds of CPU."""
    set_up(folder)
    command = importlib.import_module("django.core.management").call_command
    users = importlib.import_module("django.contrib.auth").get_user_model().objects
    projects, roles = importlib.import_module("projects.models"), importlib.import_module("roles.models")
    pipeline = "data_import.pipeline."
    with contextlib.redirect_stdout(io.StringIO()):
        command("migrate", verbosity=0)
        command("create_roles")
    kind = projects.ProjectType.SEQUENCE_LABELING
    user = users.create_user("admin")
    given = {"name": "Thử", "project_type": kind, "created_by": user, "allow_overlapping": True}
    project = projects.SequenceLabelingProject.objects.create(**given)
    projects.Member.objects.create(project=project, user=user, role=roles.Role.objects.get(name="project_admin"))
    name = importlib.import_module(pipeline + "readers").FileName(str(file), file.name, file.name)
    chosen = importlib.import_module(pipeline + "catalog").create_file_format("JSONL")
    start = time.process_time()
    load = importlib.import_module("data_import.datasets").load_dataset
    dataset = load(kind, chosen, [name], project, encoding="utf_8", column_data="text", column_label="label")
    dataset.save(user, batch_size=1000)
    return [str(each) for each in dataset.errors], time.process_time() - start


def taken_out(folder: Path) -> float:
    """Export the project of the folder, as its task does. Returns the seconds of CPU."""
    set_up(folder)
    export = importlib.import_module("data_export.celery_tasks").export_dataset
    project = importlib.import_module("projects.models").Project.objects.get()
    start = time.process_time()
    packed = export(project.pk, "JSONL", False)
    seconds = time.process_time() - start
    Path(packed).rename(folder / "admin.zip")
    return seconds


if __name__ == "__main__":
    folder = Path(sys.argv[2]).resolve()
    errors, _ = brought_in(Path(sys.argv[1]).resolve(), folder)
    taken_out(folder)
    print(json.dumps(errors))
