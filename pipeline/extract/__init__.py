"""Article -> Record: the spaCy pipeline finds mentions of terms; one module per field turns them into values."""
