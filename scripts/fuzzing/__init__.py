"""What ``scripts/fuzz.py`` draws, and the laws that it holds it to."""
