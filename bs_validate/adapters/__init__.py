"""Clients and forms: one module for each library, which imports that library and is imported by its users alone."""
