"""What the desk says of changes of many articles."""

from collections.abc import Callable, Sequence

from flask_babel import lazy_gettext, ngettext

from app.articles.bulk import Change
from app.articles.bulk_models import BulkChange, Kind

# Makes a sentence about so many articles, and about the section or tag of that name.
Sentence = Callable[[int, str], str]

# What an editor chooses from.
KINDS = {
    Kind.MOVE: lazy_gettext("Move to a section"),
    Kind.ADD_TAG: lazy_gettext("Add a tag"),
    Kind.REMOVE_TAG: lazy_gettext("Remove a tag"),
    Kind.PUBLISH: lazy_gettext("Publish"),
    Kind.UNPUBLISH: lazy_gettext("Unpublish"),
    Kind.BIN: lazy_gettext("Move to the bin"),
}
_DO: dict[Kind, Sentence] = {
    Kind.MOVE: lambda number, name: ngettext(
        "Move %(num)s article to “%(name)s”", "Move %(num)s articles to “%(name)s”", number, name=name
    ),
    Kind.ADD_TAG: lambda number, name: ngettext(
        "Add to %(num)s article the tag “%(name)s”", "Add to %(num)s articles the tag “%(name)s”", number, name=name
    ),
    Kind.REMOVE_TAG: lambda number, name: ngettext(
        "Remove from %(num)s article the tag “%(name)s”",
        "Remove from %(num)s articles the tag “%(name)s”",
        number,
        name=name,
    ),
    Kind.PUBLISH: lambda number, _name: ngettext("Publish %(num)s article", "Publish %(num)s articles", number),
    Kind.UNPUBLISH: lambda number, _name: ngettext("Unpublish %(num)s article", "Unpublish %(num)s articles", number),
    Kind.BIN: lambda number, _name: ngettext(
        "Move %(num)s article to the bin", "Move %(num)s articles to the bin", number
    ),
}
_DONE: dict[Kind, Sentence] = {
    Kind.MOVE: lambda number, name: ngettext(
        "Moved %(num)s article to “%(name)s”.", "Moved %(num)s articles to “%(name)s”.", number, name=name
    ),
    Kind.ADD_TAG: lambda number, name: ngettext(
        "Added to %(num)s article the tag “%(name)s”.",
        "Added to %(num)s articles the tag “%(name)s”.",
        number,
        name=name,
    ),
    Kind.REMOVE_TAG: lambda number, name: ngettext(
        "Removed from %(num)s article the tag “%(name)s”.",
        "Removed from %(num)s articles the tag “%(name)s”.",
        number,
        name=name,
    ),
    Kind.PUBLISH: lambda number, _name: ngettext("Published %(num)s article.", "Published %(num)s articles.", number),
    Kind.UNPUBLISH: lambda number, _name: ngettext(
        "Unpublished %(num)s article.", "Unpublished %(num)s articles.", number
    ),
    Kind.BIN: lambda number, _name: ngettext(
        "Moved %(num)s article to the bin.", "Moved %(num)s articles to the bin.", number
    ),
}


def to_do(change: Change, number: int) -> str:
    """Return what a button says that does the change in so many articles."""
    return _DO[change.kind](number, change.value)


def done(rows: Sequence[BulkChange]) -> list[str]:
    """Return sentences about what became of a change."""
    changed = [row for row in rows if row.version is not None]
    undone = [row for row in rows if row.undone]
    sentences = []
    if changed:
        sentences.append(_DONE[Kind(changed[0].kind)](len(changed), changed[0].value))
    if undone:
        sentences.append(
            ngettext("Undone: %(num)s article is as before.", "Undone: %(num)s articles are as before.", len(undone))
        )
    return sentences
