"""`python -m bench.wagtail_site.fill`: makes the database with one announcement, whose body is standard input."""

import sys
from datetime import date

import django
from django.core.management import call_command

django.setup()

# Models can be imported only now.
from wagtail.models import Page, Site  # noqa: E402

from bench.wagtail_site.models import AnnouncementPage  # noqa: E402


def main() -> None:
    """Migrate, make the page below the root and take away the page that greets."""
    call_command("migrate", "--verbosity=0")
    site = Site.objects.get()
    greeting = site.root_page
    page = AnnouncementPage(
        title="Announcement number 1", slug="announcement-1", day=date(2021, 10, 31), body=sys.stdin.read()
    )
    Page.objects.get(depth=1).add_child(instance=page)
    site.root_page = page
    site.save()
    greeting.delete()


main()
