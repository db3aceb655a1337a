"""The formats in which findings are written, each in a module of its own."""

#: The names of the formats, as ``--format`` takes them.
OUTPUT_FORMATS = ("text", "concise", "json", "github", "gitlab", "rdjson", "sarif", "junit", "html")

#: The page that the rules come from, for readers of reports that link a code to its documentation.
API_REFERENCE = "https://developers.bookingsync.com/reference"
