"""All that can be done, found by a word: here, and everywhere."""
