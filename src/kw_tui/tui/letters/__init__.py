"""Letters to customers over a tab: `screen` asks and saves, `view` turns a letter into lines."""
