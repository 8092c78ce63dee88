"""What somebody reads who does not get what was asked for: what happened, and what to do now."""

from __future__ import annotations

from datetime import timedelta
from math import ceil

from fastapi import Request
from fastapi.responses import Response

from netmaintd.web.api.problems import ROOT, problem
from netmaintd.web.pages import render

SENTENCES = {
    400: ("Permintaan tidak dapat dibaca", "Kembali ke halaman sebelumnya dan isi sekali lagi."),
    401: ("Anda belum masuk", "Masuk lebih dahulu; yang sudah diisi tetap ada di halaman sebelumnya."),
    403: (
        "Bukan wewenang Anda",
        "Halaman ini untuk jabatan lain. Bila jabatan Anda berubah, hubungi administrator.",
    ),
    404: ("Tidak ditemukan", "Alamat ini tidak ada, atau sudah dipindahkan. Mulai lagi dari beranda."),
    405: ("Tidak demikian caranya", "Buka halamannya lebih dahulu, lalu tekan tombol di sana."),
    409: ("Sudah berubah", "Orang lain lebih cepat. Baca keadaan terbaru, lalu putuskan."),
    413: ("Berkas terlalu besar", "Kirim berkas yang lebih kecil."),
    429: ("Terlalu sering dicoba", "Tunggu dahulu. Lupa sandi atau kehilangan telepon? Hubungi administrator."),
    500: ("Terjadi kesalahan", "Tidak ada yang hilang. Coba sekali lagi; bila berulang, hubungi administrator."),
}
"""Status of the answer to its title and its remedy."""


def refused(request: Request, status: int, detail: str = "", *, minutes: int = 0) -> Response:
    """Return the page of a refusal, or to a program the same as problem details.

    Args:
        request: what is refused.
        status: of the answer.
        detail: a further sentence, already fit for readers.
        minutes: after which it may be tried again; 0 where waiting does not help.
    """
    if request.url.path.startswith(ROOT):
        return problem(status, detail)
    title, remedy = SENTENCES.get(status, SENTENCES[400])
    return render(
        request, "refused.html", status=status, title=title, remedy=remedy, detail=detail, minutes=minutes
    )  # fmt: skip


def wait(request: Request, time: timedelta) -> Response:
    """Return the refusal of somebody who failed too often, with the time after which he may try again."""
    answer = refused(request, 429, minutes=ceil(time / timedelta(minutes=1)))
    answer.headers["Retry-After"] = str(ceil(time.total_seconds()))
    return answer
