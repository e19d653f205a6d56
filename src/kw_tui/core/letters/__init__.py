"""Letters about a decision: which kind, what they may say, in which language, and how a template becomes text."""
