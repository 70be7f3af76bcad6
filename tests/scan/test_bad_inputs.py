"""What is broken is told in a sentence and costs only itself."""

from __future__ import annotations

import errno
import gzip
import io
import json
import os
import zipfile
from pathlib import Path

import pytest
from small_archives import Scan, note, records, tree, write_jsonl

from rehabcode.cli.archive import opening, plan, worker


def test_broken_quotes_cost_their_rows(tmp_path: Path, scan: Scan) -> None:
    """A quote never closed does not swallow the rest."""
    lines = [
        "id,text,n",
        "1,fine words,a",
        '2,"never closed,b',
        "3,fine words,c",
        '4,"bad "quote" here",d',
        "5,fine,e",
    ]
    (tmp_path / "a.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = scan(tmp_path / "a.csv")
    assert done.code == 4
    assert done.ids == ["1", "3", "5"]
    assert list(done.errors) == ["a.csv, row 3", "a.csv, row 5"]


def test_a_row_with_another_number_of_fields_is_told(tmp_path: Path, scan: Scan) -> None:
    """Rather than read shifted."""
    (tmp_path / "a.csv").write_text("id,text\n1,a,b\n2,good words\n3\n", encoding="utf-8")
    done = scan(tmp_path / "a.csv")
    assert done.ids == ["2"]
    assert "3 fields where the header has 2" in done.errors["a.csv, row 2"]
    assert "1 fields where the header has 2" in done.errors["a.csv, row 4"]


def test_a_table_without_a_header_is_told_without_quoting_it(tmp_path: Path, scan: Scan) -> None:
    """Its first line is a note."""
    (tmp_path / "a.csv").write_text("7,Jane Roe is weak\n8,John Roe is weak\n", encoding="utf-8")
    done = scan(tmp_path / "a.csv")
    assert "--text-column" in done.errors["a.csv"]
    assert "Roe" not in done.stderr + done.stdout + str(done.errors)


def test_a_line_of_200_mb(tmp_path: Path, scan: Scan) -> None:
    """Is read past, in pieces."""
    with open(tmp_path / "a.jsonl", "wb") as stream:
        stream.write(json.dumps(records(1)[0]).encode() + b'\n{"id": "big", "text": "')
        for _ in range(200):
            stream.write(b"x" * 1_000_000)
        stream.write(b'"}\n' + json.dumps({"id": "last", "text": "words"}).encode() + b"\n")
    done = scan(tmp_path / "a.jsonl", "--shard-size", 100)
    assert done.ids == ["n0", "last"]
    assert "longer than 2 MB" in done.errors["a.jsonl, row 2"]


@pytest.mark.parametrize(
    "name", ["a.parquet", "a.docx", "a.pdf", "a.zip", "a.jsonl.gz", "a.txt.zst", "a.xml", "a.txt"]
)
def test_damaged_files(tmp_path: Path, scan: Scan, name: str) -> None:
    """Each is told; the others are read."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / name).write_bytes(b"PK\x03\x04 \x00 this is none of these %PDF PAR1" * 50)
    (folder / "good.txt").write_text(note(0), encoding="utf-8")
    done = scan(folder)
    assert done.code == 4, done.stderr
    assert done.ids == ["good.txt"]
    assert next(iter(done.errors)).startswith(name)
    assert "error of the program" not in str(done.errors)


def test_a_truncated_gzip(tmp_path: Path, scan: Scan) -> None:
    """What could be unpacked is read, where it ends is told."""
    import random

    rng = random.Random(1)
    lines = [json.dumps({"id": f"n{i}", "text": f"words {rng.random()}"}) for i in range(3000)]
    data = gzip.compress("\n".join(lines).encode())
    (tmp_path / "a.jsonl.gz").write_bytes(data[: len(data) // 2])
    done = scan(tmp_path / "a.jsonl.gz", "--shard-size", 10)
    assert done.code == 4
    assert "cannot be unpacked" in str(done.errors)


def test_a_damaged_page_of_a_parquet(tmp_path: Path, scan: Scan) -> None:
    """The footer is whole, the data is not."""
    pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    pq.write_table(pa.Table.from_pylist(records(200)), tmp_path / "a.parquet", row_group_size=100)
    data = bytearray((tmp_path / "a.parquet").read_bytes())
    data[100:1500] = b"\xff" * 1400
    (tmp_path / "a.parquet").write_bytes(data)
    write_jsonl(tmp_path / "b.jsonl", 2)
    done = scan(tmp_path / "a.parquet", tmp_path / "b.jsonl")
    assert done.code == 4
    assert done.ids[-2:] == ["n0", "n1"]
    assert any(place.startswith("a.parquet") for place in done.errors)


@pytest.mark.parametrize("kind", ["zip", "gz", "in a Word file"])
def test_a_bomb(tmp_path: Path, scan: Scan, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Growth that no text shows is refused before it is unpacked, or as soon as it is seen."""
    monkeypatch.setattr(opening, "UNSUSPECTED", 1_000_000)
    folder = tmp_path / "in"
    folder.mkdir()
    zeros = b"0" * 30_000_000
    if kind == "gz":
        (folder / "a.jsonl.gz").write_bytes(gzip.compress(zeros))
    else:
        with zipfile.ZipFile(
            folder / ("a.docx" if "Word" in kind else "a.zip"), "w", zipfile.ZIP_DEFLATED
        ) as archive:
            archive.writestr("a.txt", zeros)
    (folder / "good.txt").write_text(note(0), encoding="utf-8")
    done = scan(folder)
    assert done.ids == ["good.txt"]
    assert "bomb" in str(done.errors)


def test_a_zip_in_a_zip_and_an_encrypted_one(tmp_path: Path, scan: Scan) -> None:
    """Are told; the rest of the archive is read."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("x.txt", "words")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("inner.zip", inner.getvalue())
        archive.writestr("good.txt", note(0))
        archive.writestr("secret.txt", "words")
    data = (tmp_path / "a.zip").read_bytes()
    at = data.rfind(b"PK\x01\x02")  # the last entry of the directory: set its flag of encryption
    data = data[: at + 8] + bytes([data[at + 8] | 1]) + data[at + 9 :]
    (tmp_path / "a.zip").write_bytes(data)
    done = scan(tmp_path / "a.zip")
    assert done.ids == ["a.zip/good.txt"]
    assert "zip in a zip" in done.errors["a.zip/inner.zip"]
    assert "encrypted" in done.errors["a.zip/secret.txt"]


def test_xml_with_entities_is_refused(tmp_path: Path, scan: Scan) -> None:
    """They can grow without end."""
    (tmp_path / "a.xml").write_text(
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><ClinicalDocument>&a;</ClinicalDocument>',
        encoding="utf-8",
    )
    assert "document type" in scan(tmp_path / "a.xml").errors["a.xml"]


def test_a_file_that_vanishes(tmp_path: Path, scan: Scan, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between listing and reading: told, the rest is done."""
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a.txt", "b.txt", "c.txt"):
        (folder / name).write_text(note(0), encoding="utf-8")
    fingerprint = plan.fingerprint

    def remove(*args: object) -> object:
        (folder / "b.txt").unlink(missing_ok=True)
        (folder / "c.txt").write_text("other words", encoding="utf-8")
        return fingerprint(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(plan, "fingerprint", remove)
    done = scan(folder)
    assert done.code == 4
    assert done.ids == ["a.txt"]
    assert "is gone" in done.errors["b.txt"]
    assert "has changed" in done.errors["c.txt"]


def test_a_full_disk(tmp_path: Path, scan: Scan, monkeypatch: pytest.MonkeyPatch) -> None:
    """Is told; after making room the same command goes on and nothing differs."""
    write_jsonl(tmp_path / "a.jsonl", 60)
    whole = scan(tmp_path / "a.jsonl", "--shard-size", 1, out="whole")
    replace, left = os.replace, [20]

    def full(source: object, target: object) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        replace(source, target)  # type: ignore[arg-type]

    monkeypatch.setattr(worker.os, "replace", full)
    done = scan(tmp_path / "a.jsonl", "--shard-size", 1)
    assert done.code == 4
    assert "disk is full" in done.stderr
    assert "same command" in done.stderr
    monkeypatch.undo()
    assert scan(tmp_path / "a.jsonl", "--shard-size", 1).code == 0
    assert tree(done.out) == tree(whole.out)


def test_missing_input_and_wrong_use(tmp_path: Path, scan: Scan) -> None:
    """Exit code 2, nothing written."""
    assert scan(tmp_path / "nothing").code == 2
    write_jsonl(tmp_path / "a.jsonl", 1)
    assert scan(tmp_path / "a.jsonl", "--split", "(").code == 2
    assert scan(tmp_path / "a.jsonl", "--address", "tcp://x").code == 2
    assert not (tmp_path / "out").exists()
