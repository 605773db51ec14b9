"""Nhãn's window: Qt widgets over the core."""
