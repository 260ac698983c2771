"""Publishing an article and the original beside it in one step: both, or neither."""

from datetime import datetime

from flask_babel import gettext as _
from flask_security import current_user
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from app.admin.checks import panel
from app.admin.forms.article import ArticleForm
from app.admin.writing import beside_pane
from app.articles import editing, translations, workflow
from app.articles.checks.check import Stopped
from app.articles.editing import EditConflict
from app.articles.models import Article
from app.articles.visibility import is_visible
from app.articles.workflow import NotPossible
from app.site.queries import settings

# What the buttons say that mean both.
ACTIONS = {"publish-both": workflow.publish, "schedule-both": workflow.schedule}


class InTheWay(NotPossible):
    """The article beside cannot become public; `sentences` name it and say why."""

    def __init__(self, title: str, *reasons: str) -> None:
        super().__init__(in_the_way(title, reasons[0]))
        self.sentences = [str(self), *reasons[1:]]


def in_the_way(title: str, reason: str) -> str:
    """Return a sentence that names which of the two cannot become public, and why."""
    return _("Neither is published. “%(title)s” stands in the way: %(reason)s", title=title, reason=reason)


def publish_beside(session: Session, form: ArticleForm, article: Article, now: datetime) -> str:
    """Make the original beside the form public together with `article`, which is; return what is to be said of it.

    Raises `InTheWay`, `NotPossible` and, if somebody saves it at the same moment, `EditConflict`.
    """
    other = beside_pane.original(session, form, article)
    if other is None or not translations.are_linked(other, article):
        raise NotPossible(_("No translation of this article stands beside it that could be published with it."))
    if is_visible(other, now):
        return _("“%(title)s” is public already.", title=other.title)
    if other.version != form.beside_version.data:
        who = other.updated_by.display_name if other.updated_by else _("Somebody")
        raise InTheWay(
            other.title, _("%(who)s saved it after you had opened this page. Look at it, then publish both.", who=who)
        )
    try:
        workflow.publish_with(other, article, now)
        editing.sign(other, current_user.id, now)
        session.flush()
        panel.let_pass(session, other)
    except StaleDataError as error:
        raise EditConflict from error
    except Stopped as problem:
        stored = ArticleForm(formdata=None)
        stored.fill(other, settings(session).zone)
        raise InTheWay(other.title, str(problem), *panel.in_words(problem.findings, stored)) from problem
    except NotPossible as problem:
        raise InTheWay(other.title, str(problem)) from problem
    if is_visible(other, now):
        return _("“%(title)s” is public with it.", title=other.title)
    return _("“%(title)s” is scheduled with it.", title=other.title)
