"""What a schema says of a document: whether it is valid, its issues, its warnings."""
