from config import PROJECT

# What one style sheet of the public pages may weigh, in bytes.
LIMIT = 24_000


def test_style_sheet_stays_small() -> None:
    assert (PROJECT / "static/public/site.css").stat().st_size < LIMIT
