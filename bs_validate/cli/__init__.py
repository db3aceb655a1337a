"""The command ``bs-validate``: a module for the arguments of each command, and what the commands share."""
