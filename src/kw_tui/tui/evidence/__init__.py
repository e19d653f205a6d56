"""The findings about a customer's conditions on screen: what shows each, and the lines of the files behind it."""
