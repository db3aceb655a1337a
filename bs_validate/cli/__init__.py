"""The command ``bs-validate``: one module for each command's arguments, and what they share."""
