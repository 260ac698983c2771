"""The release as an HTML page that stands by itself, beside the folder of its pictures."""

from collections.abc import Collection, Iterator

from markupsafe import Markup

from app.press_kit.release import Release, ReleasePicture

_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="canonical" href="{address}">
<style>
body {{ max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1.0625rem/1.6 system-ui, sans-serif; \
overflow-wrap: break-word }}
h1, h2, h3, h4 {{ line-height: 1.2 }}
h1 {{ text-wrap: balance }}
figure {{ margin: 2rem 0 }}
img {{ max-width: 100%; height: auto }}
figcaption, footer, .day {{ font-size: .9em }}
blockquote {{ margin-inline: 0; padding-inline-start: 1rem; border-inline-start: 3px solid #999 }}
table {{ border-collapse: collapse }}
th, td {{ padding: .3em .6em; border-block: 1px solid #999; text-align: start; vertical-align: top }}
footer {{ margin-top: 3rem; border-top: 1px solid #999 }}
</style>
</head>
<body>
<header>
<p>{press_release}: {company}</p>
<h1>{title}</h1>
{introduction}
</header>
<main>
{body}
</main>
<footer>
{ending}
<p><a href="{address}">{address}</a></p>
</footer>
</body>
</html>
"""


def page(release: Release, missing: Collection[ReleasePicture]) -> str:
    """Return the page; of the pictures that are `missing` the caption stands alone."""
    return Markup(_PAGE).format(  # noqa: S704 - our own constant; whatever is put in is escaped
        language=release.language,
        title=release.title,
        address=release.address,
        press_release=release.labels.press_release,
        company=release.company,
        introduction=Markup("\n").join(_introduction(release)),
        body=Markup("\n").join(_body(release, missing)),
        ending=Markup("\n").join(_ending(release)),
    )


def _introduction(release: Release) -> Iterator[Markup]:
    if release.subtitle:
        yield Markup("<p><strong>{}</strong></p>").format(release.subtitle)
    yield Markup('<p class="day">{}</p>').format(release.day)
    for label, value in release.facts:
        yield Markup("<p>{}: {}</p>").format(label, value)


def _body(release: Release, missing: Collection[ReleasePicture]) -> Iterator[Markup]:
    for part in release.body:
        if isinstance(part, str):
            yield Markup(part)  # noqa: S704 - clean HTML
        else:
            yield _figure(part, part in missing)


def _figure(picture: ReleasePicture, is_missing: bool) -> Markup:
    image = Markup('<img src="pictures/{}" alt="{}">').format(picture.file_name, picture.alternative_text)
    caption = Markup(" ").join(
        [picture.full_caption] * bool(picture.full_caption)
        + [Markup("<small>{}</small>").format(picture.credit)] * bool(picture.credit)
    )
    return Markup("<figure>{}{}</figure>").format(
        "" if is_missing else image, Markup("<figcaption>{}</figcaption>").format(caption) if caption else ""
    )


def _ending(release: Release) -> Iterator[Markup]:
    labels = release.labels
    for heading, paragraphs in ((labels.press_contact, release.contact), (labels.about, release.about)):
        if paragraphs:
            yield Markup("<h2>{}</h2>").format(heading)
        for paragraph in paragraphs:
            lines = Markup("<br>").join(paragraph.split("\n"))
            yield Markup("<p>{}</p>").format(lines)
