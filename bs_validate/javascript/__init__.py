"""The validator in JavaScript: one ES module, its types, and a page to try payloads in."""
