"""A paper of very much text is made by a process of its own: its memory is given back, its faults are the same."""

from __future__ import annotations

import multiprocessing

import pytest

from netmaintd.documents.contexts import Data, context
from netmaintd.documents.render import compose
from netmaintd.errors import DocumentError
from netmaintd.model.documents import DocumentKind
from sample_dossier import OFFICE, sample_dossier, sample_issue


def note(extra: str) -> Data:
    """Return a note that carries much which it does not print."""
    data = context(sample_issue(DocumentKind.NOTA_DINAS_RENCANA), sample_dossier(), OFFICE)
    return {**data, "qr": "", "unprinted": extra}


def test_the_same_paper_comes_from_a_process_of_its_own() -> None:
    assert compose("nota-dinas-rencana", note("x" * 400_000)) == compose("nota-dinas-rencana", note("x"))
    assert multiprocessing.active_children() == []


def test_a_fault_in_it_is_the_same_sentence() -> None:
    with pytest.raises(DocumentError, match="nothing could not be rendered"):
        compose("nothing", note("x" * 400_000))
