"""What journalists take away: an article as PDF, and the press kit with its texts and pictures in one zip file."""
