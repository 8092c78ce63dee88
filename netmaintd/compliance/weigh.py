"""One condition laid beside one configuration."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from netmaintd.compliance.budget import Fit, Matcher, Spent, Unseen
from netmaintd.compliance.comparison import holds, in_words
from netmaintd.compliance.condition import Condition, Otherwise, Sections, Value
from netmaintd.compliance.opinion import KEPT, Opinion, Remark, any_of, together
from netmaintd.compliance.pattern import readable
from netmaintd.compliance.statements import Scope, Statement
from netmaintd.model.facts import Identity, Verdict

_VERDICTS = {
    Otherwise.KEPT: Verdict.KEPT,
    Otherwise.BROKEN: Verdict.BROKEN,
    Otherwise.UNKNOWN: Verdict.UNKNOWN,
}
_TOO_MUCH = Opinion(Verdict.UNKNOWN, (Remark("konfigurasi terlalu besar untuk dinilai dengan aturan ini"),))

_Place = tuple[int, int]
"""A line, and how many of its words are meant."""


@dataclass(frozen=True, slots=True)
class Scales:
    """What a condition is weighed with, besides the statements."""

    matcher: Matcher
    identity: Identity | None = None


def weigh(condition: Condition, whole: Scope, scales: Scales) -> Opinion:
    """Return what a condition says of a configuration; one that costs too much is not judged."""
    try:
        return _weigh(condition, whole, scales)
    except Spent:
        return _TOO_MUCH


def _weigh(condition: Condition, scope: Scope, scales: Scales) -> Opinion:
    return together(_parts(condition, scope, scales))


def _parts(condition: Condition, scope: Scope, scales: Scales) -> Iterator[Opinion]:
    for pattern in condition.must:
        yield _must(pattern, scope, scales)
    for line in condition.must_line:
        there = any(statement.text == " ".join(line.split()) for statement in scope.plain())
        yield KEPT if there else _said(scope, Verdict.BROKEN, f"tidak ada: {line}")
    for pattern in condition.must_not:
        yield _must_not(pattern, scope, scales)
    for line in condition.must_not_line:
        same = " ".join(line.split())
        yield _forbidden(scope, [(s.line, len(same.split())) for s in scope.plain() if s.text == same])
    for value in condition.values:
        yield _compare(value, scope, scales)
    if condition.sections:
        yield _in_sections(condition.sections, scope, scales)
    if condition.any_of:
        yield any_of(_weigh(part, scope, scales) for part in condition.any_of)
    yield from (_weigh(part, scope, scales) for part in condition.all_of)


def _must(pattern: str, scope: Scope, scales: Scales) -> Opinion:
    try:
        if any(scales.matcher.fitting(pattern, scope.plain())):
            return KEPT
    except Unseen as unseen:
        return _cut_off(scope, unseen.line)
    return _said(scope, Verdict.BROKEN, f"tidak ada: {readable(pattern)}")


def _must_not(pattern: str, scope: Scope, scales: Scales) -> Opinion:
    found: list[_Place] = []
    try:
        found.extend(_place(scope, statement, fit) for statement, fit in scales.matcher.fitting(pattern, scope.plain()))
    except Unseen as unseen:
        return _forbidden(scope, found) if found else _cut_off(scope, unseen.line)
    return _forbidden(scope, found)


def _place(scope: Scope, statement: Statement, fit: Fit) -> _Place:
    """Return the line, and how many of its words fit; a section of paths has cut its title off."""
    before = 0 if scope.nested else len(scope.title.split())
    return statement.line, before + len(statement.text[: fit.length].split())


def _forbidden(scope: Scope, found: Iterable[_Place]) -> Opinion:
    remarks = tuple(_remark(scope, "ada", place) for place in found)
    return Opinion(Verdict.BROKEN, remarks) if remarks else KEPT


def _cut_off(scope: Scope, line: int) -> Opinion:
    return _said(scope, Verdict.UNKNOWN, f"baris {line} terlalu panjang untuk dinilai")


def _compare(value: Value, scope: Scope, scales: Scales) -> Opinion:
    asked = in_words(value.compare)
    if value.identity:
        told = getattr(scales.identity, value.identity, None)
        found = [((0, 0), told)] if told else []
    else:
        try:
            found = list(_values(value.like or "", scope, scales))
        except Unseen as unseen:
            return _cut_off(scope, unseen.line)
    if not found:
        missed = f"tidak ada: {readable(value.like)} ({asked})" if value.like else f"tidak disebut perangkat ({asked})"
        return _said(scope, _VERDICTS[value.missing], missed)
    bad = [place for place, text in found if not holds(text, value.compare)]
    return Opinion(Verdict.BROKEN, tuple(_remark(scope, asked, place) for place in bad)) if bad else KEPT


def _values(pattern: str, scope: Scope, scales: Scales) -> Iterator[tuple[_Place, str]]:
    fitting = scales.matcher.fitting(pattern, scope.plain())
    return ((_place(scope, statement, fit), fit.value) for statement, fit in fitting if fit.value is not None)


def _in_sections(sections: Sections, scope: Scope, scales: Scales) -> Opinion:
    try:
        chosen = list(_chosen(sections, scope, scales))
    except Unseen as unseen:
        return _cut_off(scope, unseen.line)
    if not chosen:
        return _said(scope, _VERDICTS[sections.none], "tidak ada bagian konfigurasi yang dimaksud aturan ini")
    return together(_weigh(sections.each, section, scales) for section in chosen)


def _chosen(sections: Sections, scope: Scope, scales: Scales) -> Iterator[Scope]:
    def fits(statement: Statement) -> int | None:
        found = scales.matcher.match(sections.like, statement)
        return found.length if found else None

    for section in scope.sections(fits):
        wanted = all(_has(section, pattern, scales) for pattern in sections.where)
        if wanted and not any(_has(section, pattern, scales) for pattern in sections.unless):
            yield section


def _has(section: Scope, pattern: str, scales: Scales) -> bool:
    return any(scales.matcher.fitting(pattern, section.plain()))


def _said(scope: Scope, verdict: Verdict, words: str) -> Opinion:
    return KEPT if verdict is Verdict.KEPT else Opinion(verdict, (_remark(scope, words),))


def _remark(scope: Scope, words: str, place: _Place = (0, 0)) -> Remark:
    return Remark(words, *place, scope.line, len(scope.title.split()))
