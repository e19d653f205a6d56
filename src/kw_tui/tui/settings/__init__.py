"""Everything that can be set, on one screen: what it means, what rests on it, and what a change would do."""
