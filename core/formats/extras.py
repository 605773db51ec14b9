"""Libraries that come with an extra of this package: imported when they are asked for."""

from importlib import import_module
from typing import Any

from nhan.core.messages import NhanError


def library(module: str, package: str, extra: str, name: str) -> Any:
    """The module. NhanError with the command that brings it, where it is not installed."""
    try:
        return import_module(module)
    except ImportError:
        raise NhanError("formats.missing_extra", name=name, library=package, extra=extra) from None
