"""What knows nothing about news: database, clock, storage, security headers."""
