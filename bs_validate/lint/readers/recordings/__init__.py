"""Find the bodies of HTTP exchanges in recordings: one module for each form that tools write, and the table of all forms."""
