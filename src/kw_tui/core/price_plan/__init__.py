"""How a price is raised: by which steps, from when, told how - and what small orders should pay (SPEC 6)."""
