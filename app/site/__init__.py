"""The newsroom's own settings: company, contact, labels, foot."""
