"""The tables, by subject. A row is validated before it is built: SQLModel does not do it for tables.

Values of `model` are kept whole as JSON text beside the columns that queries need; the text is the record.
A new table is a class here, a migration, its seal in `seals.py` where it is a record, and the queries that need it.
"""

from __future__ import annotations

from netmaintd.store.tables.accounts import AccountRow, LoginRow
from netmaintd.store.tables.api_tokens import ApiTokenRow
from netmaintd.store.tables.devices import (
    AttemptRow,
    BackupRow,
    BaselineRow,
    EvidenceRow,
    ExaminationRow,
    HostKeyRow,
    LeaseRow,
    RepetitionRow,
    ResultRow,
)
from netmaintd.store.tables.findings import ClosingRow, FindingRow, FollowUpRow, ReferralRow
from netmaintd.store.tables.forms import FormCodeRow
from netmaintd.store.tables.office import (
    AssignmentRow,
    AuditRow,
    DocumentCodeRow,
    DocumentRow,
    NumberActRow,
    NumberRow,
    SignatureRoomsRow,
    SignedCopyRow,
)
from netmaintd.store.tables.rounds import DecisionRow, DueSlotRow, RoundRow, RunRequestRow, StopRow, VisitRecordRow
from netmaintd.store.tables.witness import WitnessLinkRow
from netmaintd.store.tables.work_plans import WorkPlanVersionRow

__all__ = [
    "AccountRow",
    "ApiTokenRow",
    "AssignmentRow",
    "AttemptRow",
    "AuditRow",
    "BackupRow",
    "BaselineRow",
    "ClosingRow",
    "DecisionRow",
    "DocumentCodeRow",
    "DocumentRow",
    "DueSlotRow",
    "EvidenceRow",
    "ExaminationRow",
    "FindingRow",
    "FollowUpRow",
    "FormCodeRow",
    "HostKeyRow",
    "LeaseRow",
    "LoginRow",
    "NumberActRow",
    "NumberRow",
    "ReferralRow",
    "RepetitionRow",
    "ResultRow",
    "RoundRow",
    "RunRequestRow",
    "SignatureRoomsRow",
    "SignedCopyRow",
    "StopRow",
    "VisitRecordRow",
    "WitnessLinkRow",
    "WorkPlanVersionRow",
]
