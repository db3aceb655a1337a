"""Measure speed for ``scripts/bench.py``, and show the results."""
