"""Findings counted by field and code, and limits on the shares of faulty documents."""
