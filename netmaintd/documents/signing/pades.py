"""Sign a PDF: one signature more, appended; what was there before stays byte for byte (ETSI EN 319 142-1).

Level B-B, or B-T where a time authority is named (RFC 3161).
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from tempfile import NamedTemporaryFile

from pyhanko.pdf_utils.content import ImportedPdfPage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.timestamps import HTTPTimeStamper, TimestampRequestError
from pyhanko.stamp import StaticStampStyle

from netmaintd.errors import SigningFailed
from netmaintd.model.signatures import SignatureBox

_TIMEOUT_S = 10


@dataclass(frozen=True, slots=True)
class Act:
    """One signing: which of the rooms on the page, what is seen there, and the words that go into the signature.

    Attributes:
        stamp: a PDF of one page as large as the box.
    """

    field: str
    box: SignatureBox
    stamp: bytes
    reason: str
    place: str


def signed(pdf: bytes, signer: Signer, act: Act, authority: str | None = None) -> bytes:
    """Return the PDF with one signature more.

    Args:
        authority: address of a time authority; without one the time is the signer's own.

    Raises:
        SigningFailed: it could not be signed; the document is as it was.
    """
    try:
        writer = IncrementalPdfFileWriter(BytesIO(pdf))
        metadata = PdfSignatureMetadata(
            field_name=act.field, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, reason=act.reason,
            location=act.place, name=act.box.name,
        )  # fmt: skip
        with NamedTemporaryFile(prefix="netmaintd-", suffix=".pdf") as seen:  # the library reads it from a file
            seen.write(act.stamp)
            seen.flush()
            pdf_signer = PdfSigner(
                metadata, signer, timestamper=HTTPTimeStamper(authority, timeout=_TIMEOUT_S) if authority else None,
                stamp_style=_style(seen.name), new_field_spec=_field(act),
            )  # fmt: skip
            return bytes(pdf_signer.sign_pdf(writer).getvalue())
    except TimestampRequestError as error:
        raise SigningFailed("server stempel waktu tidak menjawab sebagaimana mestinya; belum ditandatangani") from error
    except OSError as error:
        raise SigningFailed("server stempel waktu tidak terjangkau; dokumen belum ditandatangani") from error
    except (SigningError, PdfError) as error:
        raise SigningFailed(f"dokumen tidak dapat ditandatangani: {error}") from error


def _style(file: str) -> StaticStampStyle:
    whole = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MID, AxisAlignment.ALIGN_MID, Margins.uniform(0))
    return StaticStampStyle(background=ImportedPdfPage(file), background_layout=whole, border_width=0)


def _field(act: Act) -> SigFieldSpec:
    box = act.box
    left, bottom = round(box.x), round(box.bottom)
    corners = (left, bottom, left + round(box.width), bottom + round(box.height))
    return SigFieldSpec(act.field, on_page=box.page - 1, box=corners)
