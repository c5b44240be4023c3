"""What waits in the ledger can be unpacked by whichever library packed it."""

from __future__ import annotations

import zlib

import pytest

from pipeline.run import compression
from pipeline.run.compression import pack, unpack
from pipeline.run.job import RunError

LINE = b'{"quote":"requires improvement"}\n' * 40


def without_zstandard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compression, "zstandard", lambda: None)


def test_zlib_packs_where_zstandard_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    without_zstandard(monkeypatch)
    packed = pack(LINE)
    assert zlib.decompress(packed) == unpack(packed) == LINE
    monkeypatch.undo()
    assert unpack(packed) == LINE


def test_what_zstandard_packed_says_what_to_install_once_it_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("backports.zstd", reason="the zstd extra is not installed")
    packed = pack(LINE)
    assert packed.startswith(b"\x28\xb5\x2f\xfd")
    without_zstandard(monkeypatch)
    with pytest.raises(RunError, match=r"pip install 'inspextract\[zstd\]'"):
        unpack(packed)
