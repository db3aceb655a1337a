"""The JSON Schema files of bs-validate, as package data."""
