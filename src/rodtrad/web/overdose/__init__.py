"""After an overdose: two presses, a form without a name, a card, and the steps that prevent the next."""
