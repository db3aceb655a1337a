"""Samples: valid payloads of made-up people, the rules of a schema, and payloads that break exactly one of them."""
