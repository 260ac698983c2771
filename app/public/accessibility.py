"""What the newsroom does so that everyone can read it, and whom to tell where it fails."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.foundation import clock, page_cache
from app.pictures.models import PICTURES
from app.public import alternates
from app.public.blueprint import public
from app.public.layout import holds_until
from app.site.models import SITE


@public.get("/accessibility")
def accessibility() -> ResponseReturnValue:
    """Show the accessibility statement; whom to tell is in the settings."""
    page_cache.keep([SITE, PICTURES], until=holds_until(clock.now()))
    return render_template("public/accessibility.html", **alternates.of_view("accessibility"))
