"""The pictures of the library, and of the article form."""
