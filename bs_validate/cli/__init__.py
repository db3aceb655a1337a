"""Define the command ``bs-validate``, with one module for the arguments of each of its commands."""
