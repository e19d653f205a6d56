"""One decision about many customers: whom it can be taken about, whom not and why, and what it brings (SPEC 7)."""
