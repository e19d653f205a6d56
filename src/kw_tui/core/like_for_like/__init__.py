"""What customers pay for the same products as the A customers: the like-for-like comparison (SPEC 5)."""
