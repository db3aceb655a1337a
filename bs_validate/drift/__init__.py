"""Drift: where recorded traffic differs from the schemas, in its verdicts and in what nobody documented."""
