"""The engines: the only modules that import the JSON Schema libraries; each gives the same verdicts and violations."""
