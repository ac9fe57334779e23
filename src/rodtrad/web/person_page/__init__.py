"""One person: who has the ball, who has the duty, and the red thread."""
