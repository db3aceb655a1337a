"""Resolve schema files, walk the schemas, and find the operations that use them."""
