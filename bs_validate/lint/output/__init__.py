"""The formats in which findings are written, each in a module of its own."""

#: The names of the formats, as ``--format`` takes them.
OUTPUT_FORMATS = ("text", "concise", "json", "github", "sarif", "junit", "html")
