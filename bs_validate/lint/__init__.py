"""The linter: files in, findings with their place in the file out, and their rendering."""
