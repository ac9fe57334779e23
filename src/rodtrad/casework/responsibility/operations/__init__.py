"""Every act that changes who has the ball, or asks somebody to take it."""
