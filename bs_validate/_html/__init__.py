"""What the HTML files of this package share."""
