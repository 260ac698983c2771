"""Who has an article open."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import User
from app.articles.draft_models import Presence
from app.foundation.database import insert_for

# Seconds between two signs of life of an open form, and after how many without one it counts as closed.
SIGN_EVERY = 15
_CLOSED_AFTER = 3 * SIGN_EVERY


def note(session: Session, key: str, *, article_id: int, user_id: int, now: datetime) -> None:
    """Note that a user has an article open, in the form with this key."""
    insert = insert_for(session)(Presence).values(key=key, article_id=article_id, user_id=user_id, seen_at=now)
    session.execute(
        insert.on_conflict_do_update(
            index_elements=[Presence.key],
            set_={"seen_at": insert.excluded.seen_at},
            where=Presence.user_id == user_id,
        )
    )


def others(session: Session, article_id: int, *, user_id: int, now: datetime) -> list[User]:
    """Return which other users have the article open, by name."""
    is_open = Presence.article_id == article_id, Presence.seen_at > now - timedelta(seconds=_CLOSED_AFTER)
    found = session.scalars(select(User).join(Presence).where(*is_open, User.id != user_id).distinct())
    return sorted(found, key=lambda user: user.display_name)
