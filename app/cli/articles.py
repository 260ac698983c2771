"""`flask articles …`: bringing articles in."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click
from flask import current_app

from app.articles import permalinks, queries, sections
from app.cli.group import OperatorGroup
from app.foundation import clock
from app.foundation.database import db
from app.foundation.files import media
from app.foundation.storage import StorageFull
from app.site.queries import settings as site_settings
from app.transfer.legacy import address
from app.transfer.legacy.address import LegacyAddressParts
from app.transfer.legacy.importing import AddressTaken, Imported, import_page, supply_pictures
from app.transfer.legacy.page import LegacyPage, UnreadablePage, parse_bytes
from config import Settings

articles = OperatorGroup("articles", help="Articles: bring them in from the old site, or from Word.")

# From so many files on, importing may take longer than two seconds.
WORTH_A_BAR = 20


@articles.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--section", "section_slug", help="The section's address part; without it, the first section.")
@click.option("--source", help="The page's address on the old site, which will lead here. For a single FILE.")
@click.option(
    "--pictures",
    "folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Where the pictures lie, taken in order by name; of several FILES, in a folder named as the file.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be done, and change nothing.")
def import_articles(
    files: Sequence[Path], section_slug: str | None, source: str | None, folder: Path | None, dry_run: bool
) -> None:
    """Import pages of the old site, saved as text FILES.

    A page that was imported before is left as it is. One that cannot be read is reported with its line and the reason,
    the others are imported, and the exit status is 1.
    """
    if source and len(files) > 1:
        raise click.UsageError("--source is the address of one page; give one FILE, or write 'URL: …' into each file.")
    require_section(section_slug)
    address = _address(source)
    lines: list[tuple[str, bool]] = []
    with click.progressbar(files, label="Importing", file=sys.stderr, hidden=len(files) < WORTH_A_BAR) as bar:
        for file in bar:
            lines += _import_file(file, section_slug, address, _pictures_of(file, files, folder), dry_run)
    for line, is_problem in lines:
        click.echo(line, err=is_problem)
    if dry_run:
        click.echo("Dry run: nothing was changed.")
    if any(is_problem for _, is_problem in lines):
        raise SystemExit(1)


def require_section(slug: str | None) -> None:
    """Refuse the address part of a section that there is not; without one, nothing is refused."""
    if slug is not None and queries.section_by_slug(db.session(), slug) is None:
        known = ", ".join(section.slug for section in queries.sections(db.session())) or "none yet"
        raise click.BadParameter(f"there is no section {slug!r}. There are: {known}.", param_hint="--section")


def _address(source: str | None) -> LegacyAddressParts | None:
    try:
        return address.parse(source) if source else None
    except ValueError as problem:
        raise click.BadParameter(str(problem), param_hint="--source") from problem


def _pictures_of(file: Path, files: Sequence[Path], folder: Path | None) -> list[Path]:
    if folder is None:
        return []
    own = folder / file.stem
    if not own.is_dir() and len(files) > 1:
        return []
    return [path for path in (own if own.is_dir() else folder).iterdir() if path.is_file() and path.name[0] != "."]


def _import_file(
    file: Path, section_slug: str | None, address: LegacyAddressParts | None, pictures: Sequence[Path], dry_run: bool
) -> list[tuple[str, bool]]:
    """Import one file and return lines to print, each with whether it tells of a problem."""
    session = db.session()
    settings: Settings = current_app.extensions["settings"]
    try:
        page = parse_bytes(file.read_bytes(), str(file))
        section = section_slug and queries.section_by_slug(session, section_slug)
        outcome = import_page(
            session,
            page,
            address=address or _printed_address(page, file),
            section_id=(section or sections.ensure_one(session)).id,
            zone=site_settings(session).zone,
            now=clock.now(),
        )
        if pictures and not dry_run:
            supply_pictures(session, media(), outcome, pictures, settings, clock.now())
    except UnreadablePage as problem:
        session.rollback()
        return [(str(problem), True)]
    except (OSError, AddressTaken, StorageFull) as problem:
        session.rollback()
        return [(f"{file}: {getattr(problem, 'strerror', None) or problem}", True)]
    lines = [(_told(file, outcome), False), *((f"{file}: {problem}", True) for problem in outcome.problems)]
    if dry_run:
        session.rollback()
    else:
        session.commit()
    return lines


def _printed_address(page: LegacyPage, file: Path) -> LegacyAddressParts | None:
    """Return the address that stands in the page's first line."""
    try:
        return address.parse(page.source_url) if page.source_url else None
    except ValueError as problem:
        raise UnreadablePage(str(file), 1, str(problem)) from problem


def _told(file: Path, outcome: Imported) -> str:
    waiting = sum(use.picture_id is None for use in outcome.article.picture_uses)
    facts = [*outcome.done, *([f"{waiting} waiting for a picture"] if waiting else [])]
    what = "imported" if outcome.is_new else "changed" if outcome.done else "already imported, nothing changed"
    return f"{file}: {what}: {permalinks.path(outcome.article)}" + (f" ({', '.join(facts)})" if facts else "")
