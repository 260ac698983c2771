"""Pages of the old site, saved as text, and its addresses."""
