"""Inputs -> Article: files, formats, encodings, page furniture. Never imports spaCy."""
