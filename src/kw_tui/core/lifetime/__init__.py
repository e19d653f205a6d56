"""How long customers stay, how often they order, and what an order is worth: models of unseen departure."""
