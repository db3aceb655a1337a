"""Share code among the tests of several rooms."""
