"""The sentences of errors and warnings, in English and 28 other languages."""
