"""In and out: pages of the old site, saved as text."""
