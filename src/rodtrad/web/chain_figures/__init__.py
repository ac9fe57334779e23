"""Figures about the chain of responsibility: the certificate, how long people wait, who has how many."""
