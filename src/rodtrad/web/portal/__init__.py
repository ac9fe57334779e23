"""The person's own pages: signed in with a paper sheet, in their language, on any phone, without scripts."""
