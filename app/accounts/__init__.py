"""People who sign in: users, roles, and who may do what."""
