"""The frame around every page: the menu, what every template may use, forms and how they are answered."""
