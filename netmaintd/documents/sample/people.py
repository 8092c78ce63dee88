"""The sample's office and its people; none of them lives."""

from __future__ import annotations

from datetime import UTC, datetime

from netmaintd.model.office import Office
from netmaintd.model.people import Capacity, Official, Role

OPENED = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
KASI = Official("kasi", "Rahmat Hidayat, S.Kom.", Role.KASI, "Kepala Seksi Infrastruktur dan Teknologi",
                rank="Penata, III/c", nip="197304082002121005")  # fmt: skip
KABID = Official("kabid", "Dewi Lestari Kusumaningrum, S.T., M.T.", Role.KABID,
                 "Kepala Bidang Penyelenggaraan e-Government", rank="Pembina, IV/a")  # fmt: skip
KADIS = Official("kadis", "Ir. Bambang Susilo, M.Si.", Role.KADIS, "Kepala Dinas Komunikasi dan Informatika",
                 Capacity.PLT, "Pembina Tingkat I, IV/b", "SK contoh")  # fmt: skip
TEAM = (
    Official("tim1", "Andi Saputra, A.Md.", Role.TIM, "Staf Tim Data Center", rank="Pengatur, II/c"),
    Official("tim2", "Sri Wahyuni, S.T.", Role.TIM, "Staf Tim Data Center"),
)
OFFICE = Office(
    government="PEMERINTAH KOTA CONTOH", address="Jalan Engku Putri Nomor 1, Kota Contoh 29432",
    contact_line="Telepon (0778) 000000, laman kominfo.contoh.go.id, pos-el kominfo@contoh.go.id",
    web_address="https://jaringan.kominfo.contoh.go.id",
)  # fmt: skip
