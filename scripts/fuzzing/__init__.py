"""Generators of random documents, layouts, numbers and texts for the fuzzing scripts and the laws in the tests."""
