"""How much CPU the program takes from the start of its process until its window has been painted."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from nhan.core.people.whose import writer
from nhan.core.project import Project
from nhan.core.store.disk import Disk
from nhan.gui.last_article import LastArticle
from nhan.gui.settings import Settings
from tests.benchmarks.measuring import Row, p95
from tests.benchmarks.view_actions import make_project

# As ``nhan DIR`` does, but the process ends with the first paint. Clocks: of the process, interpreter and Qt included.
_PROGRAM = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QEvent, QObject
from nhan.gui.app import Program
from nhan.gui.startup import make_application
from nhan.gui.settings import Settings

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Paint:
            print(time.process_time())
            application.exit(0)
        return False

application = make_application()
program = Program(application, Settings(Path(sys.argv[2])))
window = program.open(Path(sys.argv[1]))
watch = Watch()
window.view.viewport().installEventFilter(watch)
application.exec()
"""


def window_start(count: int) -> Row:
    """Start it ``count`` times on a project with article A, after once that does not count (files are cold, and what
    Python compiles is kept). The wall time is not told apart from the CPU's."""
    with tempfile.TemporaryDirectory() as folder:
        project, ini = make_project(Path(folder) / "project", ["A"]), Path(folder) / "settings.ini"
        own = writer(Project.open(Disk(), project), "", None).id
        LastArticle(Settings(ini), project, own).remember("A")
        command = [sys.executable, "-P", "-c", _PROGRAM, str(project), str(ini)]
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "compiled")
        taken = [
            1000 * float(subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout)
            for _ in range(1 + count)
        ][1:]
    middle, high = round(median(taken), 1), round(p95(taken), 1)
    return Row("window_start", "start", "A", count, middle, high, middle, high, round(max(taken), 1))
