"""The words: texts, tables, settings, sessions, errors. Everything may use them; they use nothing."""
