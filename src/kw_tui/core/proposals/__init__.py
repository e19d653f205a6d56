"""What to do about a customer: rules made of named conditions, and the arithmetic behind each proposal."""
