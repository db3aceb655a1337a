"""Share code among the HTML files of this package."""
