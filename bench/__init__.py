"""How fast it is: `python -m bench`, ratios and budgets in one run on one computer."""
