"""Measure which operations, fields and rules the payloads of a project exercise."""
