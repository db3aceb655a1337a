"""Make up valid payloads, list the rules of a schema, and make payloads that break exactly one rule."""
