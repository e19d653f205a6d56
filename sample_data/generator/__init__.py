"""Makes the sample data: a wholesaler, its customers and their planted stories."""
