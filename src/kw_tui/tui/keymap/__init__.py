"""Which key does what: the keys of every place, and what a person would rather have."""
