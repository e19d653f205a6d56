"""The price plan of a customer over a tab: `screen` asks and shows, `view` and `what_if` turn it into lines."""
