"""From ledger to one row a customer, in narwhals: Polars runs it on the store, DuckDB where a ledger lives."""
