"""Files that programs read: feeds and sitemaps, built of articles and the addresses that a door passes."""
