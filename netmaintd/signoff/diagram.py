"""The chain drawn from its table, as a mermaid flowchart: forward solid, ways back dotted."""

from __future__ import annotations

from collections.abc import Iterable

from netmaintd.model.rounds import REPORT_STEP
from netmaintd.signoff.table import STEPS, TRANSITIONS, Effect, Step, Transition

_DRAWN = (Effect.FORWARD, Effect.RETURN, Effect.FINISH, Effect.PAUSE, Effect.RESUME)
_BACK = (Effect.RETURN, Effect.PAUSE, Effect.RESUME)


def mermaid() -> str:
    """Return a mermaid flowchart of all steps; what stays at a step is left out, `cancel` is drawn once."""
    lines = ["flowchart TD", *(f"    {_box(step)}" for step in STEPS.values())]
    lines += [
        '    tunda{{"Ditunda"}}',
        '    akhir(["Dihentikan; dokumen tetap tersimpan"])',
        '    semua["Setiap langkah"]',
    ]
    arrows: dict[tuple[str, str, str], list[str]] = {}
    for row in TRANSITIONS:
        if row.effect in _DRAWN or (row.effect is Effect.END and row.verb != "cancel"):
            arrows.setdefault((_source(row), _arrow(row), _target(row)), []).append(f"{row.verb}: {row.label}")
    lines += [_edge(source, arrow, target, labels) for (source, arrow, target), labels in arrows.items()]
    cancel = next(row for row in TRANSITIONS if row.verb == "cancel")
    lines.append(_edge("semua", "-.->", "akhir", (f"{cancel.verb}: {cancel.label}",)))
    return "\n".join(lines) + "\n"


def _source(row: Transition) -> str:
    return "tunda" if row.effect is Effect.RESUME else f"s{row.step}"


def _target(row: Transition) -> str:
    # A visit that is closed waits at 7 for the others; only the report takes the round to 8.
    step = min(row.target, REPORT_STEP) if row.per_visit else row.target
    return {Effect.PAUSE: "tunda", Effect.END: "akhir"}.get(row.effect, f"s{step}")


def _arrow(row: Transition) -> str:
    return "-.->" if row.effect in (*_BACK, Effect.END) else "-->"


def _edge(source: str, arrow: str, target: str, labels: Iterable[str]) -> str:
    return f'    {source} {arrow}|"{"<br/>".join(quoted(label) for label in labels)}"| {target}'


def _box(step: Step) -> str:
    who = f"{step.role.value}: " if step.role else ""
    days = f"<br/>{step.days} hari kerja" if step.days else ""
    text = f"{step.number}. {quoted(who + step.title)}{days}"
    return f's{step.number}(["{text}"])' if step.to is None and step.role is None else f's{step.number}["{text}"]'


def quoted(text: str) -> str:
    """Return text that mermaid takes as text: its own entity codes for what would end or change a label."""
    return "".join(f"#{ord(char)};" if char in '#"<>&|`' else char for char in text)
