"""Notices what other programs write into the project while the window is open."""
