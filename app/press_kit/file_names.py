"""Names of files that every system can keep."""

# Bytes of UTF-8. File systems end at 255, Windows at 260 characters with all folders above.
_LONGEST = 90
# Windows keeps these for devices, whatever their extension.
_RESERVED = {"con", "prn", "aux", "nul", *(f"{name}{number}" for name in ("com", "lpt") for number in range(10))}


def base(slug: str) -> str:
    """Return a name without extension made of a slug, which has letters, digits and hyphens of every script only."""
    if len(slug.encode()) > _LONGEST:
        cut = slug.encode()[:_LONGEST].decode(errors="ignore")
        # Whole words, where there are any.
        slug = cut.rpartition("-")[0] or cut
    return f"{slug}-release" if slug.lower() in _RESERVED else slug
