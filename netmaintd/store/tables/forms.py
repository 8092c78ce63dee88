"""Paper forms: which code stands for which location of which round."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from netmaintd.store.columns import time_column


class FormCodeRow(SQLModel, table=True):
    """The code of a location's form, and who printed it first."""

    __tablename__ = "form_code"
    __table_args__ = (UniqueConstraint("round_id", "site"),)
    code: str = Field(primary_key=True)
    round_id: str = Field(foreign_key="round.id")
    site: str
    made_at: datetime = Field(sa_column=time_column())
    made_by: str
