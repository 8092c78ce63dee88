"""A signature as a finger draws it on a canvas: dark strokes on nothing."""

from __future__ import annotations

import base64
import io

from PIL import Image, ImageDraw


def drawn(size: tuple[int, int] = (600, 240), *, kind: str = "PNG", ink: str = "#0b2545") -> bytes:
    """Return a picture of a signature."""
    image = Image.new("RGBA", size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    width, height = size
    path = [(0.1, 0.6), (0.2, 0.2), (0.28, 0.75), (0.36, 0.3), (0.46, 0.7), (0.6, 0.4), (0.7, 0.6), (0.9, 0.5)]
    pen.line([(x * width, y * height) for x, y in path], fill=ink, width=6, joint="curve")
    written = io.BytesIO()
    (image if kind == "PNG" else image.convert("RGB")).save(written, kind)
    return written.getvalue()


def as_sent(content: bytes) -> str:
    """Return what the page's script puts into its form."""
    return "data:image/png;base64," + base64.b64encode(content).decode()
