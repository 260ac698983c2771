"""The editors' forms: they clean and check what was typed; the domains act."""
