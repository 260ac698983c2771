"""Make the table of announcements."""

from django.db import migrations, models
from wagtail.fields import RichTextField


class Migration(migrations.Migration):
    """For any version of Wagtail."""

    dependencies = [("wagtailcore", "__latest__")]  # noqa: RUF012 - the form that Django asks for
    operations = [  # noqa: RUF012
        migrations.CreateModel(
            name="AnnouncementPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        to="wagtailcore.page",
                        primary_key=True,
                        parent_link=True,
                        auto_created=True,
                        serialize=False,
                        on_delete=models.CASCADE,
                    ),
                ),
                ("day", models.DateField()),
                ("body", RichTextField()),
            ],
            bases=("wagtailcore.page",),
        ),
    ]
