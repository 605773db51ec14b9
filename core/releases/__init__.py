"""Releases: what people made of a project, as files that can be cited, checked and made again."""
