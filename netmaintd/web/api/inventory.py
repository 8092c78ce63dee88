"""Sites and devices of the inventory. Credentials and people's telephone numbers are not among what is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from netmaintd.errors import NotFound
from netmaintd.web.api.paging import TABLE, USUAL, CursorText, Form, Limit, Page, Word, of, portion, reply, unpack
from netmaintd.web.api.problems import REFUSALS
from netmaintd.web.export_tables import inventory_table
from netmaintd.web.site import site_of
from netmaintd.web.table_files import as_csv

if TYPE_CHECKING:
    from netmaintd.model.devices import Device

router = APIRouter(prefix="/api/v1", tags=["inventory"], responses=REFUSALS)
Cursor = Annotated[CursorText, of(str)]


class SiteOut(BaseModel):
    """One location."""

    name: str
    title: str
    agency: str = Field(description="OPD yang berkantor di sana.")
    address: str
    room: str | None
    devices: int = Field(description="Banyaknya perangkat yang dipelihara di sana.")


class DeviceOut(BaseModel):
    """One device, as the inventory has it."""

    name: str
    site: str
    address: str = Field(description="Alamat IP atau nama host untuk pemeliharaan.")
    platform: str
    role: str
    hostname: str | None
    vendor: str | None
    model: str | None
    serial: str | None
    rack: str | None
    protocols: list[str] = Field(description="Cara perangkat ditanya: `snmp`, `ssh`, `telnet`.")
    tags: list[str]
    enabled: bool = Field(description="`false`: dicatat, tetapi tidak dipelihara.")


@router.get("/sites", name="api_sites", description="Lokasi, menurut nama.", response_model=Page[SiteOut])
def sites(request: Request, cursor: Cursor | None = None, limit: Limit = USUAL) -> Response:
    """List the locations by name."""
    inventory = site_of(request).configuration().inventory
    last = unpack(cursor, str)
    found = sorted((one for one in inventory.sites if last is None or one.name > last[0]), key=lambda one: one.name)
    part = portion(found, limit)
    items = [
        SiteOut(
            name=one.name, title=one.title, agency=one.opd, address=one.address, room=one.room,
            devices=len(inventory.at(one.name)),
        )
        for one in part.things
    ]  # fmt: skip
    return reply(request, Page[SiteOut](items=items, next=part.next(lambda one: (one.name,))))


@router.get(
    "/devices",
    name="api_devices",
    description="Perangkat, menurut nama; dapat disaring.",
    response_model=Page[DeviceOut],
    responses=TABLE,
)
def devices(
    request: Request, site: Word | None = None, platform: Word | None = None, role: Word | None = None,
    tag: Word | None = None, enabled: bool | None = None, cursor: Cursor | None = None, limit: Limit = USUAL,
    form: Form = "json",
) -> Response:  # fmt: skip
    """List the devices by name, perhaps only those of a site, platform, role or tag."""
    last = unpack(cursor, str)
    found = sorted(
        (
            one
            for one in site_of(request).configuration().inventory.devices
            if (site in (None, one.site) and platform in (None, one.platform) and role in (None, one.role))
            and (tag is None or tag in one.tags)
            and enabled in (None, one.enabled)
        ),
        key=lambda one: one.name,
    )
    if form == "csv":
        return as_csv(inventory_table(request, found))
    part = portion([one for one in found if last is None or one.name > last[0]], limit)
    items = [device_out(one) for one in part.things]
    return reply(request, Page[DeviceOut](items=items, next=part.next(lambda one: (one.name,))))


@router.get(
    "/devices/{name}", name="api_device", description="Satu perangkat dari inventaris.", response_model=DeviceOut
)
def device(request: Request, name: Word) -> Response:
    """Show one device of the inventory."""
    found = next((one for one in site_of(request).configuration().inventory.devices if one.name == name), None)
    if found is None:
        raise NotFound(f"no device {name!r}")
    return reply(request, device_out(found))


def device_out(device: Device) -> DeviceOut:
    """Return what the outside is told of a device: how it is asked, never with which credential."""
    return DeviceOut(
        name=device.name, site=device.site, address=device.address, platform=device.platform, role=device.role,
        hostname=device.hostname, vendor=device.vendor, model=device.model, serial=device.serial, rack=device.rack,
        protocols=[word for word in ("snmp", "ssh", "telnet") if getattr(device, word)], tags=list(device.tags),
        enabled=device.enabled,
    )  # fmt: skip
