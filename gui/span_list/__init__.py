"""The spans of the shown article as rows."""
