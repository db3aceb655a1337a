"""Serve the API on a socket: a mock that keeps state, or a proxy that stops invalid writes."""
