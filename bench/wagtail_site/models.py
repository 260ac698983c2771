"""The one kind of page."""

from django.db import models
from wagtail.fields import RichTextField
from wagtail.models import Page


class AnnouncementPage(Page):
    """An announcement."""

    template = "wagtail_site/announcement.html"
    day = models.DateField()
    body = RichTextField()
