"""Safe links: made by the programme office, opened by somebody who has no sign-in here."""
