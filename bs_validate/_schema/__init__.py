"""Schema files to resolved schemas, and the operations that use them."""
