"""Make the draft of a letter: context, arms, PDF. It is no document of the register before the office sends it."""

from __future__ import annotations

from datetime import datetime

from netmaintd.documents.contexts.referral_letter import Matter, build
from netmaintd.documents.make import emblem
from netmaintd.documents.own_templates import own_templates
from netmaintd.documents.render import render
from netmaintd.model.office import Office


def referral_letter(matter: Matter, office: Office, at: datetime) -> bytes:
    """Return the PDF of a draft; DocumentError when it cannot be rendered."""
    arms_file = emblem(office)
    data = {**build(matter, office, at), "arms": next(iter(arms_file), "")}
    return render("surat-rujukan", data, arms_file, own_templates(office.templates))
