"""The shape of a platform's file, and of the profile that its `extends` chain makes."""

from __future__ import annotations

from typing import Annotated, Any, Self

from pydantic import Field, StringConstraints, model_validator

from netmaintd.profiles.fact_fields import FIELDS
from netmaintd.profiles.noise import Noise
from netmaintd.profiles.source import FieldSpec, OidText, Part, PartName, Regex, RegexWithGroup
from netmaintd.profiles.ssh_part import Ssh
from netmaintd.profiles.table import Table


class Match(Part):
    """How a platform is recognised."""

    sys_object_id: tuple[OidText, ...] = ()
    """Prefixes; the longest of all profiles wins."""
    sys_descr: tuple[Regex, ...] = ()
    """Decides between profiles with the same prefix, or where no prefix is known."""
    unless_sys_descr: tuple[Regex, ...] = ()
    """Never this platform, whatever the prefix: another system under the same vendor's numbers."""
    default: bool = False
    """The one that is meant where several have the prefix and sysDescr fits none of them."""
    probe: tuple[OidText, ...] = ()
    """Objects with their instance that only this platform has, where nothing else tells it from the one that it
    extends; asked last, and only of devices that were recognised as that one."""
    ssh: tuple[Regex, ...] = ()
    """What the SSH server calls itself, or the first lines of an answer."""


class Quirks(Part):
    """What an agent cannot bear; what is not said is as the standard has it."""

    bulk: bool = True
    """False: GETNEXT only."""
    max_repetitions: int | None = Field(default=None, ge=1, le=100)
    max_oids: int | None = Field(default=None, ge=1, le=128)
    """Objects in one request."""
    ordered: bool = True
    """False: its walk goes back and forth, and is not ended by that."""


class Snmp(Part):
    """What is read over SNMP."""

    quirks: Quirks | None = None

    tables: tuple[Table, ...] = ()
    replace: tuple[str, ...] = ()
    """Kinds of facts for which the tables of the profiles that this one extends are not asked."""
    amend: dict[str, dict[PartName, FieldSpec]] = Field(default_factory=dict)
    """Kind of fact to fields that its inherited tables look up here first (the native VLAN of a Cisco trunk)."""

    @model_validator(mode="after")
    def _known_kinds(self) -> Self:
        for kind in (*self.replace, *self.amend):
            if kind not in FIELDS:
                raise ValueError(f'no fact "{kind}" that a table can give; there are: {", ".join(FIELDS)}')
        for kind, fields in self.amend.items():
            wrong = sorted(set(fields) - FIELDS[kind])
            if wrong:
                raise ValueError(f'{kind} has no field "{wrong[0]}"; there are: {", ".join(sorted(FIELDS[kind]))}')
        return self


class BlockSecret(Part):
    """A secret that is known only by the section in which it stands."""

    block: Regex
    secret: RegexWithGroup


class ProfileFile(Part):
    """One file of a platform, as written."""

    name: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$")]
    title: str
    vendor: str | None = None
    extends: str | None = None
    match: Match = Match()
    snmp: Snmp = Snmp()
    ssh: Ssh | None = None
    noise: tuple[Noise, ...] = ()
    """Lines of a configuration that change by themselves."""
    reencrypted: tuple[RegexWithGroup, ...] = ()
    """Secrets that are encrypted anew at every display; the first group is what then tells nothing."""
    secrets: tuple[RegexWithGroup, ...] = ()
    """Secrets in a configuration; the first group is what is masked."""
    block_secrets: tuple[BlockSecret, ...] = ()


class Profile(Part):
    """A platform with everything that it inherits; the most special comes first."""

    name: str
    title: str
    vendor: str | None
    lineage: tuple[str, ...]
    match: Match
    tables: tuple[Table, ...]
    quirks: Quirks
    ssh: Ssh | None
    noise: tuple[Noise, ...]
    secrets: tuple[str, ...]
    reencrypted: tuple[str, ...] = ()
    block_secrets: tuple[BlockSecret, ...] = ()


def resolve(file: ProfileFile, parents: tuple[ProfileFile, ...]) -> Profile:
    """Return the profile of a file and its ancestors, nearest first."""
    line: tuple[ProfileFile, ...] = (file, *parents)

    def first(pick: Any) -> Any:
        return next((value for item in line if (value := pick(item)) is not None), None)

    return Profile(
        name=file.name,
        title=file.title,
        vendor=first(lambda item: item.vendor),
        lineage=tuple(item.name for item in line),
        match=file.match,
        tables=_tables(line),
        quirks=first(lambda item: item.snmp.quirks) or Quirks(),
        ssh=first(lambda item: item.ssh),
        noise=tuple(rule for item in line for rule in item.noise),
        reencrypted=tuple(dict.fromkeys(pattern for item in line for pattern in item.reencrypted)),
        secrets=tuple(dict.fromkeys(pattern for item in line for pattern in item.secrets)),
        block_secrets=tuple(rule for item in line for rule in item.block_secrets),
    )


def _tables(line: tuple[ProfileFile, ...]) -> tuple[Table, ...]:
    """Return the tables of all, an ancestor's as nearer profiles replace and amend them."""
    tables: list[Table] = []
    replaced: set[str] = set()
    amends: list[Snmp] = []
    for item in line:
        for table in item.snmp.tables:
            if table.emits not in replaced:
                tables.append(_amended(table, amends))
        replaced.update(item.snmp.replace)
        amends.insert(0, item.snmp)
    return tuple(tables)


def _amended(table: Table, amends: list[Snmp]) -> Table:
    """Return an inherited table with the sources of nearer profiles before its own, the nearest first."""
    fields = dict(table.fields)
    for snmp in amends:
        for name, spec in snmp.amend.get(table.emits, {}).items():
            fields[name] = _before(spec, fields.get(name))
    return table.model_copy(update={"fields": fields})


def _before(spec: FieldSpec, inherited: FieldSpec | None) -> FieldSpec:
    rest = _before(spec.otherwise, inherited) if spec.otherwise else inherited
    return spec.model_copy(update={"otherwise": rest})
