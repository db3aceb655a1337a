"""Compare recorded traffic with the schemas, to find different verdicts and undocumented parts."""
