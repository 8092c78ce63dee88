"""The chain drawn from its table, as a mermaid flowchart."""

from __future__ import annotations

from netmaintd.signoff.table import STEPS, TRANSITIONS, Effect, Step

_END = "berhenti"


def mermaid() -> str:
    """Return a mermaid flowchart of all steps, ways forward (solid) and back (dotted)."""
    lines = ["flowchart TD"]
    lines += [f"    s{step.number}{_box(step)}" for step in STEPS.values()]
    lines.append(f'    {_END}(["Dihentikan; dokumen tetap tersimpan"])')
    for row in TRANSITIONS:
        if row.verb == "cancel" or row.effect in (Effect.STAY, Effect.OVERRIDE, Effect.RESUME):
            continue
        target = _END if row.effect is Effect.END else f"s{row.target}"
        back = row.effect in (Effect.END, Effect.PAUSE) or row.target < row.step
        arrow = "-." if back else "--"
        lines.append(f'    s{row.step} {arrow} "{_quoted(row.label)}" {arrow[::-1]}> {target}')
    return "\n".join(lines) + "\n"


def _box(step: Step) -> str:
    who = f"{step.role.value}: " if step.role else ""
    days = f"<br/>{step.days} hari kerja" if step.days else ""
    text = f"{step.number}. {who}{_quoted(step.title)}{days}"
    return f'(["{text}"])' if step.role is None or step.number == 1 else f'["{text}"]'


def _quoted(text: str) -> str:
    return text.replace('"', "#quot;")
