"""Read the pages of the documentation and the snippets in them, and generate parts of them."""
