"""Only whole answers are read, each once, and a device whose texts take too long does not hold up others."""

from __future__ import annotations

from netmaintd.model.dialogue import Answer
from netmaintd.model.facts import Interface, LogLine, Neighbor, Uptime
from netmaintd.model.rows import Parsed, Recipe, Unreadable
from netmaintd.profiles.parse_part import Parse
from netmaintd.profiles.ssh_part import Command, Ssh
from netmaintd.usecases.parse_answers import PATIENCE, parse_answers
from packaged import PROFILES


class FakeReader:
    def __init__(self, result: Parsed) -> None:
        self.asked: list[tuple[str, str]] = []
        self._result = result

    def read(self, recipe: Recipe, text: str) -> Parsed:
        self.asked.append((recipe.template, text))
        return self._result


def entry(kind: str, template: str) -> Parse:
    return Parse.model_validate({"emits": kind, "template": template, "fields": {}})


COMMANDS = tuple(
    Command(run=name, parse=(entry("Interface", name), entry("InterfaceCounters", name), entry("LogLine", "log")))
    for name in ("one", "two", "three", "four")
)
PROFILE = PROFILES.get("linux").model_copy(update={"ssh": Ssh(driver="linux", commands=COMMANDS)})
ANSWERS = {name: Answer(name, name.encode(), name != "four") for name in ("one", "two", "three", "four")}


def test_only_whole_answers_are_read_each_once_and_only_for_what_is_wanted() -> None:
    reader = FakeReader(Parsed(({"A": "1"},)))

    readings = parse_answers(PROFILE, ANSWERS, {Interface, Uptime}, reader)

    assert reader.asked == [("one", "one"), ("two", "two"), ("three", "three")]
    assert set(readings) == {(name, Recipe(name)) for name in ("one", "two", "three", "four")}


def test_after_two_texts_that_ran_out_of_time_no_other_is_begun() -> None:
    reader = FakeReader(Parsed(why_not=Unreadable.TOO_SLOW))

    readings = parse_answers(PROFILE, ANSWERS, {Interface, LogLine}, reader)

    assert len(reader.asked) == PATIENCE
    assert {why.why_not for (name, _), why in readings.items() if name != "four"} == {Unreadable.TOO_SLOW}
    assert len(readings) == 8


def test_an_answer_that_is_not_whole_says_why_and_one_that_has_nothing_to_tell_has_no_rows() -> None:
    neighbors = Parse.model_validate({"emits": "Neighbor", "template": "any", "none": "^% LLDP is not", "fields": {}})
    commands = tuple(Command(run=name, parse=(neighbors,)) for name in ("refused", "cut", "nothing"))
    profile = PROFILE.model_copy(update={"ssh": Ssh(driver="linux", commands=commands)})
    answers = {
        "refused": Answer("refused", b"% Invalid", False, "refused: % Invalid"),
        "cut": Answer("cut", b"Gi1", False, "no prompt at the end"),
        "nothing": Answer("nothing", b"\n% LLDP is not enabled\n", True),
    }
    reader = FakeReader(Parsed())

    readings = parse_answers(profile, answers, {Neighbor}, reader)

    assert [found.why_not for found in readings.values()] == [Unreadable.REFUSED, Unreadable.CUT, None]
    assert reader.asked == []
