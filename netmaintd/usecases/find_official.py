"""Who acts: a person in the post that he holds on the day of the act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netmaintd.errors import DecisionNotAllowed

if TYPE_CHECKING:
    from datetime import datetime

    from netmaintd.model.office import Office
    from netmaintd.model.people import Official, Role
    from netmaintd.store.connect import Store


def posts_of(store: Store, office: Office, user: str, at: datetime) -> tuple[Official, ...]:
    """Return the posts of a person on an office day, at least one; DecisionNotAllowed when he holds none."""
    day = at.astimezone(office.zone).date()
    posts = tuple(store.people.posts(user, day))
    if not posts:
        raise DecisionNotAllowed(f"{user} holds no post on {day}; see 'netmaintd user list'")
    return posts


def find_official(store: Store, office: Office, user: str, at: datetime, roles: tuple[Role, ...]) -> Official:
    """Return a person in the first of his posts that has one of the roles; DecisionNotAllowed when none has."""
    posts = posts_of(store, office, user, at)
    for official in posts:
        if official.role in roles:
            return official
    wanted, held = (", ".join(role.value for role in some) for some in (roles, [post.role for post in posts]))
    raise DecisionNotAllowed(f"{user} is {held}; this is for {wanted}")
