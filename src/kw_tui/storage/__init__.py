"""The disk: readers, the derived store of canonical tables, sessions and the journal of decisions."""
