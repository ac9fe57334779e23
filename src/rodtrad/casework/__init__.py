"""All that is about people. The strictest part of the house: every row that points to a person declares its section."""
