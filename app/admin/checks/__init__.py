"""The checks of articles, as the desk shows them."""
