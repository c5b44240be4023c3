"""Record -> what people read: JSONL, terminal, tables. Never imports spaCy."""
