"""Adapt the validator to libraries, with one module for each library. Only that module imports the library."""
