"""Word documents, read as the start of an article."""
