"""Logins. A user is somebody who signs in; what they may do follows their posts, never the login."""
