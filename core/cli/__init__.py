"""The command line: every capability of core without a window."""

from nhan.core.cli.program import main

__all__ = ["main"]
