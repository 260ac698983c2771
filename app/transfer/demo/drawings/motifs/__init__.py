"""One motif a file: each draws itself on a canvas in the colours of a palette."""
