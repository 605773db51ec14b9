"""Tests of the article view."""
