"""Widgets that any feature may use."""
