"""Wrap the JSON Schema libraries as engines, which give the same verdicts and violations. No other module imports them."""
