"""Check a document against a schema: decide whether it is valid, and find its errors and warnings."""
