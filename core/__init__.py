"""Nhãn's core: articles, spans and everything that is done to them. Knows no Qt."""
