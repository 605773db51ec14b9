"""Suggesters behind an address: a server that the person has named answers over HTTP."""
