"""The centre: articles, their sections, bodies, pictures in use, states and addresses."""
