"""Pages only; nobody edits while it is measured."""

from django.urls import include, path
from wagtail import urls

urlpatterns = [path("", include(urls))]
