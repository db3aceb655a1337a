"""Reports in the shapes that others read, and the server's own refusal as a report."""

from bs_validate.dump.server import parse_422, rails
from bs_validate.dump.standards import basic, jsonapi, problem

__all__ = ["basic", "jsonapi", "parse_422", "problem", "rails"]
