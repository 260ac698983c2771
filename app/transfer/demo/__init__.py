"""The demo newsroom: an invented company, its articles, and pictures drawn for them."""
