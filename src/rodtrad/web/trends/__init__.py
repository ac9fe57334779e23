"""Figures about the scenes: trends with their picture, table, sentence, method and rounds; displacement; agreement."""
