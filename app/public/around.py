"""What stands around an article: its neighbours, its translations, what is about the same, what is read most."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.articles import page_tags, permalinks, translations
from app.articles.models import Article
from app.articles.surroundings import Surroundings, surroundings
from app.articles.visibility import is_visible
from app.hits import current_most_read

# A page may show for so long what was read most when it was made.
HOLDS = timedelta(minutes=10)


@dataclass(frozen=True)
class Around:
    """Articles around an article. All are visible but some of `in_other_languages`."""

    here: Surroundings
    in_other_languages: list[Article]

    def translations(self, now: datetime) -> list[Article]:
        """Return the visible articles that say the same in other languages."""
        return [article for article in self.in_other_languages if is_visible(article, now)]

    def paths(self, article: Article, now: datetime) -> dict[str, str]:
        """Return the path of the page of `article` in each language that has it."""
        return {member.language: permalinks.path(member) for member in (article, *self.translations(now))}

    def tags(self) -> Iterator[str]:
        """Yield what a page depends on that shows all of this, as `page_versions` knows it."""
        shown = [
            self.here.earlier,
            self.here.later,
            *self.here.related,
            *self.here.most_read,
            *self.in_other_languages,
        ]
        return (page_tags.article(article.id) for article in shown if article)

    def until(self, now: datetime) -> datetime:
        """Return when it may have changed by time alone: a translation appears, or others are read most."""
        times = [article.publish_at for article in self.in_other_languages if article.publish_at]
        return min([now + HOLDS, *(time for time in times if time > now)])


def around(session: Session, article: Article, now: datetime) -> Around:
    """Look up, in a constant number of statements, what stands around a visible article."""
    most_read = current_most_read().of(article.language)
    return Around(surroundings(session, article, most_read, now), translations.others(session, article))
