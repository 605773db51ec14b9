"""doccano's own import and export of one file, without its server: run by a Python that has the package ``doccano``.

    python doccano_run.py FILE FOLDER

Prints a JSON object: ``errors`` of the import, and the seconds that ``import`` and ``export`` took. FOLDER gets its
data base, and the export as it would be downloaded.
"""

import contextlib
import importlib.util
import io
import json
import os
import sys
import time
from pathlib import Path


def main(file: Path, folder: Path) -> None:
    """Set doccano up in the folder, then import and export as its tasks do."""
    found = importlib.util.find_spec("backend")
    assert found is not None and found.submodule_search_locations
    sys.path.insert(0, next(iter(found.submodule_search_locations)))
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings.development",
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "MEDIA_ROOT": str(folder / "media"),
    }
    import django  # type: ignore[import-not-found]

    django.setup()
    from data_export.celery_tasks import export_dataset  # type: ignore[import-not-found]
    from data_import.datasets import load_dataset  # type: ignore[import-not-found]
    from data_import.pipeline.catalog import create_file_format  # type: ignore[import-not-found]
    from data_import.pipeline.readers import FileName  # type: ignore[import-not-found]
    from django.contrib.auth import get_user_model  # type: ignore[import-not-found]
    from django.core.management import call_command  # type: ignore[import-not-found]
    from projects.models import Member, ProjectType, SequenceLabelingProject  # type: ignore[import-not-found]
    from roles.models import Role  # type: ignore[import-not-found]

    call_command("migrate", verbosity=0)
    with contextlib.redirect_stdout(io.StringIO()):
        call_command("create_roles")
    user = get_user_model().objects.create_user("admin")
    kind = ProjectType.SEQUENCE_LABELING
    given = {"name": "Thử", "project_type": kind, "created_by": user, "allow_overlapping": True}
    project = SequenceLabelingProject.objects.create(**given)
    Member.objects.create(project=project, user=user, role=Role.objects.get(name="project_admin"))
    start = time.perf_counter()
    name = FileName(full_path=str(file), generated_name=file.name, upload_name=file.name)
    chosen = create_file_format("JSONL")
    dataset = load_dataset(kind, chosen, [name], project, encoding="utf_8", column_data="text", column_label="label")
    dataset.save(user, batch_size=1000)
    middle = time.perf_counter()
    packed = export_dataset(project.pk, "JSONL", False)
    end = time.perf_counter()
    Path(packed).rename(folder / "admin.zip")
    errors = [str(each) for each in dataset.errors]
    print(json.dumps({"errors": errors, "import": middle - start, "export": end - middle}))


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve())
