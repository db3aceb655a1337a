"""Write the validator as an ES module in JavaScript, its types, and a page in which to check payloads."""
