"""Raw text into canonical tables: map, type, check, reconcile."""
