"""A small Wagtail site with Django's page cache, run in a virtual environment of its own."""
