"""Data that ships with Nhãn: label sets, samples, messages, translations, schema, icons."""
