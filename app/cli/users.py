"""`flask users …`: who may sign in."""

import secrets

import click
from email_validator import EmailNotValidError, validate_email

from app.accounts import users as domain
from app.accounts.policy import EDITOR, RIGHTS_OF_ROLE
from app.accounts.users import Credentials
from app.cli.group import OperatorGroup
from app.foundation.database import db

users = OperatorGroup("users", help="Who may sign in.")


@users.command("list")
def list_users() -> None:
    """List the users with their roles."""
    for user in domain.everybody(db.session()):
        roles = ", ".join(role.name for role in user.roles)
        click.echo(f"{user.email}\t{roles}\t{'active' if user.active else 'may not sign in'}")


@users.command()
@click.argument("email")
@click.option("--role", type=click.Choice(sorted(RIGHTS_OF_ROLE)), default=EDITOR, show_default=True)
@click.option("--name", default="", help="How others see the user.")
@click.option("--password", help="At least 10 characters; made up and printed if left out.")
def add(email: str, role: str, name: str, password: str | None) -> None:
    """Add somebody who may sign in."""
    session = db.session()
    if domain.by_email(session, _address(email)):
        raise click.ClickException(f"{email} may sign in already; see 'flask users password'.")
    chosen = _password(password)
    domain.add(session, Credentials(_address(email), chosen), role).name = name
    session.commit()
    _tell(email, chosen, password)


@users.command()
@click.argument("email")
@click.option("--password", help="At least 10 characters; made up and printed if left out.")
def password(email: str, password: str | None) -> None:
    """Give somebody a new password and end all of their sessions."""
    session = db.session()
    user = domain.by_email(session, _address(email))
    if user is None:
        raise click.ClickException(f"nobody signs in as {email}; see 'flask users list'.")
    chosen = _password(password)
    domain.set_password(user, chosen)
    session.commit()
    _tell(email, chosen, password)


def _address(email: str) -> str:
    try:
        return validate_email(email, check_deliverability=False).normalized.lower()
    except EmailNotValidError as error:
        raise click.BadParameter(str(error), param_hint="EMAIL") from error


def _password(given: str | None) -> str:
    if given is not None and len(given) < domain.PASSWORD_LENGTH:
        raise click.BadParameter(
            f"a password has at least {domain.PASSWORD_LENGTH} characters.", param_hint="--password"
        )
    return given or secrets.token_urlsafe(12)


def _tell(email: str, chosen: str, given: str | None) -> None:
    click.echo(f"{email} signs in with the password given." if given else f"{email} signs in with: {chosen}")
