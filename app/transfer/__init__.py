"""In and out: pages of the old site, Word documents, the demo newsroom."""
