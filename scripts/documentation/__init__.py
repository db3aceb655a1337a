"""The documentation as data: its pages, the snippets in them, and the parts that are generated."""
