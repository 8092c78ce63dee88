"""Whose a thing is: what a rule of the policy may ask beside roles and grants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netmaintd.model.people import Role
from netmaintd.web.site import site_of

if TYPE_CHECKING:
    from fastapi import Request

    from netmaintd.web.visitor import Visitor


def of_the_agency(request: Request, visitor: Visitor) -> bool:
    """Whether somebody is of the agency at the location of the address; team and section head go everywhere.

    Raises:
        NotFound: there is no such round.
    """
    round_ = site_of(request).store.rounds.get(request.path_params["round_id"])
    if {Role.TIM, Role.KASI} & visitor.roles:
        return True
    return any(v.site == request.path_params["place"] and v.opd in visitor.agencies for v in round_.visits)


def appointed_or_kasi(request: Request, visitor: Visitor) -> bool:
    """Whether somebody is an officer who was appointed for the round of the address, or the section head.

    Raises:
        NotFound: there is no such round.
    """
    round_ = site_of(request).store.rounds.get(request.path_params["round_id"])
    return Role.KASI in visitor.roles or any(officer.user == visitor.user for officer in round_.officers)
