"""Write reports in the formats of other programs, and read the server's own answer as a report."""

from bs_validate.dump.server import bookingsync, parse_422, rails
from bs_validate.dump.standards import basic, jsonapi, problem

__all__ = ["basic", "bookingsync", "jsonapi", "parse_422", "problem", "rails"]
