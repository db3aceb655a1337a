"""A first look at a few small files: it imports next to nothing, and can only tell that there is nothing to report."""
