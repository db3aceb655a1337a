"""Turn any input into plain JSON values, and find the place of each value in its source."""
