"""A walk goes on around what an agent cannot answer, and says what it left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from netmaintd.model.snmp import Oid, SmiType, SnmpValue
from netmaintd.transport import snmp_walk
from netmaintd.transport.snmp_walk import Progress, Reply, Walk

COLUMNS: list[Oid] = [(1, 3, column) for column in range(1, 13)]
TABLE = {(*column, row): SnmpValue(SmiType.INTEGER, row) for column in COLUMNS for row in range(1, 31)}
Agent = Callable[[Sequence[Oid], int], Reply | None]


def healthy(cursors: Sequence[Oid], rows: int) -> Reply:
    """Answer as RFC 3416 says of GetBulk."""
    names, found = sorted(TABLE), []
    at = list(cursors)
    for _ in range(rows):
        for position, cursor in enumerate(at):
            following = next((name for name in names if name > cursor), None)
            found.append((following or cursor, TABLE[following] if following else None))
            at[position] = following or cursor
    return Reply(found)


def walk(agent: Agent, columns: Sequence[Oid] = COLUMNS) -> Walk | None:
    """Walk with an agent that answers None where it is silent; None when the walk finds it gone."""
    progress = Progress(columns, 20)
    for _ in range(5000):
        batch, cursors, rows = progress.next_batch()
        if not batch:
            return None if progress.silent else progress.walked()
        reply = agent(cursors, rows)
        if reply is not None:
            progress.take(batch, rows, reply)
        elif not progress.lost(batch, rows):
            return None
    raise AssertionError("the walk does not end")


def at_most(values: int, otherwise: Reply | None) -> Agent:
    return lambda cursors, rows: healthy(cursors, rows) if len(cursors) * rows <= values else otherwise


def not_for(column: Oid, otherwise: Callable[[int], Reply | None]) -> Agent:
    def answer(cursors: Sequence[Oid], rows: int) -> Reply | None:
        hit = next((at for at, cursor in enumerate(cursors) if cursor[: len(column)] == column), None)
        return healthy(cursors, rows) if hit is None else otherwise(hit)

    return answer


@pytest.mark.parametrize("values", [1, 3, 40])
def test_an_agent_that_finds_answers_too_big_is_asked_for_less_and_nothing_is_lost(values: int) -> None:
    assert walk(at_most(values, Reply(too_big=True))) == Walk(TABLE)


def test_answers_lost_on_a_thin_line_come_in_smaller_ones() -> None:
    assert walk(at_most(snmp_walk.SMALL, None)) == Walk(TABLE)


@pytest.mark.parametrize(
    ("otherwise", "reason"),
    [
        (lambda hit: Reply(error="genErr", failed_at=hit), "the agent answers with error genErr"),
        (lambda _: None, "the agent does not answer for it"),
    ],
)
def test_one_bad_object_is_left_out_by_name_and_the_others_come(
    otherwise: Callable[[int], Reply | None], reason: str
) -> None:
    walked = walk(not_for(COLUMNS[4], otherwise))

    assert walked is not None
    assert walked.incomplete == ((COLUMNS[4], reason),)
    assert set(walked.values) == {name for name in TABLE if name[:3] != COLUMNS[4]}


@pytest.mark.parametrize("columns", [COLUMNS, COLUMNS[:1]])
def test_an_agent_that_goes_silent_altogether_is_gone_after_few_questions(columns: Sequence[Oid]) -> None:
    asked = []

    assert walk(lambda cursors, _: asked.append(cursors), columns) is None
    assert len(asked) <= 3


def test_a_circle_ends_its_object_at_the_second_sight() -> None:
    asked = []

    def circle(cursors: Sequence[Oid], rows: int) -> Reply:
        asked.append(cursors)
        return Reply([((1, 3, 1, 5), TABLE[1, 3, 1, 5])] * rows)

    walked = walk(circle, COLUMNS[:1])

    assert walked is not None
    assert walked.incomplete == ((COLUMNS[0], "the agent answers in a circle"),)
    assert len(asked) == 1


def test_a_table_without_end_is_left_at_its_limit() -> None:
    def endless(cursors: Sequence[Oid], rows: int) -> Reply:
        last = cursors[0][3] if len(cursors[0]) > 3 else 0
        return Reply([((1, 3, 1, last + row), SnmpValue(SmiType.INTEGER, 1)) for row in range(1, 1 + 100 * rows)])

    walked = walk(endless, COLUMNS[:1])

    assert walked is not None
    assert "more than 60000 values" in walked.incomplete[0][1]


def test_strings_without_end_are_left_at_their_size() -> None:
    def huge(cursors: Sequence[Oid], _: int) -> Reply:
        last = cursors[0][3] if len(cursors[0]) > 3 else 0
        return Reply([((1, 3, 1, last + 1), SnmpValue(SmiType.OCTETS, bytes(60_000)))])

    walked = walk(huge, COLUMNS[:1])

    assert walked is not None
    assert "bytes" in walked.incomplete[0][1]


def test_an_empty_answer_ends_what_was_asked_for() -> None:
    walked = walk(lambda *_: Reply(), COLUMNS[:2])

    assert walked is not None
    assert {reason for _, reason in walked.incomplete} == {"the agent answered with nothing"}


def test_half_a_table_is_not_trusted() -> None:
    walked = Walk(TABLE, ((COLUMNS[0], "the agent answers in a circle"),))

    assert set(walked.trusted) == {name for name in TABLE if name[:3] != COLUMNS[0]}


def unordered(cursors: Sequence[Oid], _: int) -> Reply:
    """Answer row after row, the higher numbers first."""
    rows = {(1, 3, 1): 9, (1, 3, 1, 9): 3, (1, 3, 1, 3): 6}
    following = [rows.get(cursor) for cursor in cursors]
    return Reply(
        [((1, 3, 1, row), SnmpValue(SmiType.INTEGER, row)) if row else ((1, 3, 2, 1), None) for row in following]
    )


def test_an_agent_without_order_is_walked_to_its_end_where_its_platform_is_known_for_it() -> None:
    progress = Progress(COLUMNS[:1], 20, ordered=False)
    while (asked := progress.next_batch())[0]:
        progress.take(asked[0], asked[2], unordered(asked[1], asked[2]))

    assert [name[-1] for name in progress.walked().values] == [9, 3, 6]
    assert progress.walked().incomplete == ()
    broken = walk(unordered, COLUMNS[:1])
    assert broken is not None
    assert broken.incomplete


def test_tables_that_are_not_there_cost_one_value_each() -> None:
    asked = []

    def empty(cursors: Sequence[Oid], rows: int) -> Reply:
        asked.append(len(cursors) * rows)
        return Reply([(cursor, None) for cursor in cursors] * rows)

    tables = [(1, 3, table, 1, column) for table in range(1, 9) for column in range(1, 20)]

    assert walk(empty, tables) == Walk({})
    assert asked == [8]


@pytest.mark.parametrize("width", [1, 8])
def test_only_what_is_wanted_of_a_table_is_kept(width: int) -> None:
    progress = Progress([COLUMNS[0], COLUMNS[2], COLUMNS[3]], 20, width=width)
    while (asked := progress.next_batch())[0]:
        progress.take(asked[0], asked[2], healthy(asked[1], asked[2]))

    assert {name[:3] for name in progress.walked().values} == {COLUMNS[0], COLUMNS[2], COLUMNS[3]}
    assert len(progress.walked().values) == 90
