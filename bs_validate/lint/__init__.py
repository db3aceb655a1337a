"""Check files, give each finding its place in the file, and write the findings in many formats."""
