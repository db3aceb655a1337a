"""The forms in which findings are written: a module each, with what a run came to as text."""

#: The names of the formats, as ``--format`` takes them.
FORMATS = ("text", "concise", "json", "github", "sarif", "junit", "html")
