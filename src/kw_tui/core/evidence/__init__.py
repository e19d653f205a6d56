"""Behind each finding about a customer's conditions: rows that come to its figures, and the lines of each row."""
