"""Which customers are alike: clusters with names, and the nearest neighbours of one customer."""
