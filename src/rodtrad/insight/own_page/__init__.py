"""What the person reads about themselves: who has the ball, the thread, who has looked, what they asked, a copy of all."""
