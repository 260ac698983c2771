"""What the desk says of changes of many articles."""

from collections.abc import Sequence

from app.articles.bulk import Change
from app.articles.bulk_models import BulkChange, Kind

# What an editor chooses from.
KINDS = {
    Kind.MOVE: "Move to a section",
    Kind.ADD_TAG: "Add a tag",
    Kind.REMOVE_TAG: "Remove a tag",
    Kind.PUBLISH: "Publish",
    Kind.UNPUBLISH: "Unpublish",
    Kind.BIN: "Move to the bin",
}
_DO = {
    Kind.MOVE: "Move {} to “{}”",
    Kind.ADD_TAG: "Add to {} the tag “{}”",
    Kind.REMOVE_TAG: "Remove from {} the tag “{}”",
    Kind.PUBLISH: "Publish {}",
    Kind.UNPUBLISH: "Unpublish {}",
    Kind.BIN: "Move {} to the bin",
}
_DONE = {
    Kind.MOVE: "Moved {} to “{}”.",
    Kind.ADD_TAG: "Added to {} the tag “{}”.",
    Kind.REMOVE_TAG: "Removed from {} the tag “{}”.",
    Kind.PUBLISH: "Published {}.",
    Kind.UNPUBLISH: "Unpublished {}.",
    Kind.BIN: "Moved {} to the bin.",
}


def to_do(change: Change, number: int) -> str:
    """Return what a button says that does the change in so many articles."""
    return _DO[change.kind].format(_articles(number), change.value)


def done(rows: Sequence[BulkChange]) -> list[str]:
    """Return sentences about what became of a change."""
    changed = [row for row in rows if row.version is not None]
    undone = [row for row in rows if row.undone]
    sentences = []
    if changed:
        sentences.append(_DONE[Kind(changed[0].kind)].format(_articles(len(changed)), changed[0].value))
    if undone:
        sentences.append(f"Undone: {_articles(len(undone))} {'is' if len(undone) == 1 else 'are'} as before.")
    return sentences


def _articles(number: int) -> str:
    return f"{number:,} article{'' if number == 1 else 's'}"
