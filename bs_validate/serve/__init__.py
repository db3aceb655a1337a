"""Serve the API on a socket, as a mock that keeps state or as a proxy that stops invalid writes."""
