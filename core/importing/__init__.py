"""Bringing files into a project: which files, whether an article may come in, a preview of it all, and doing it."""

from nhan.core.importing.files import ImportOptions, ImportReport, import_files

__all__ = ["ImportOptions", "ImportReport", "import_files"]
