"""The one log of the database: every act, and every opening of a person's record, append-only and chained.

Used for investigation, for the reviews of leads and privacy officers and for the person's own reading;
it never drives the state of a screen. Words: entry, chain, head. Used by: every operation, and `access`.
"""
