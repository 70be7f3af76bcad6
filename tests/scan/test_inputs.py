"""Every kind of input gives its notes, with ids, dates, therapists and the other columns."""

from __future__ import annotations

import base64
import csv
import gzip
import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from small_archives import Scan, note, records, write_jsonl

TEXT = note(0)


def rows_as_csv(rows: list[dict[str, Any]], delimiter: str = ",") -> str:
    """Return records as CSV."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def as_text(path: Path) -> None:
    """Plain text."""
    path.write_text(TEXT, encoding="utf-8", newline="")


def as_rtf(path: Path) -> None:
    """RTF."""
    pytest.importorskip("striprtf")
    path.write_text("{\\rtf1\\ansi " + TEXT.replace("\n", "\\par\n") + "}", encoding="ascii")


def as_docx(path: Path) -> None:
    """Word."""
    document = pytest.importorskip("docx").Document()
    for line in TEXT.splitlines():
        document.add_paragraph(line)
    document.save(path)


def as_pdf(path: Path) -> None:
    """PDF, written by hand."""
    pytest.importorskip("pypdf")
    lines = "".join(f"({line}) Tj 0 -14 Td " for line in TEXT.splitlines())
    content = f"BT /F1 12 Tf 50 700 Td {lines}ET"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    data, offsets = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj{body}endobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    data += (
        f"xref\n0 6\n0000000000 65535 f \n{table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n{len(data)}\n%%EOF"
    )
    path.write_text(data, encoding="latin-1", newline="")


def as_ccda(path: Path) -> None:
    """C-CDA with two sections."""
    first, *rest = TEXT.splitlines()
    path.write_text(
        f"""<?xml version="1.0"?><ClinicalDocument xmlns="urn:hl7-org:v3">
        <title>not narrative</title><component>
        <structuredBody><component><section><title>Subjective</title><text>{first}</text></section></component>
        <component><section><title>Objective</title><text><list>
        {"".join(f"<item>{line}</item>" for line in rest)}</list></text>
        <entry><value>not text</value></entry></section>
        </component></structuredBody></component></ClinicalDocument>""",
        encoding="utf-8",
    )


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("a.txt", as_text),
        ("a.md", as_text),
        ("a.rtf", as_rtf),
        ("a.docx", as_docx),
        ("a.pdf", as_pdf),
        ("a.xml", as_ccda),
    ],
)
def test_documents(tmp_path: Path, scan: Scan, name: str, write: Callable[[Path], None]) -> None:
    """Each is one note; its id is its path in the folder."""
    folder = tmp_path / "notes" / "2026"
    folder.mkdir(parents=True)
    write(folder / name)
    done = scan(tmp_path / "notes")
    assert done.code == 0, done.stderr
    assert done.ids == [f"2026/{name}"]
    report = done.reports[0]
    assert report["codes"][0]["code"] == "M62.81"
    assert {fact["grade"] for fact in report["facts"] if fact["kind"] == "strength"} == {"3+", "4-"}


CELLS = [
    ("note,with comma", "T1"),
    ('he said "weak"', "T2"),
    ("two\nlines", "T1"),
    ("two\r\nlines", "T1"),
    ("Müller é 日本", "T3"),
]


@pytest.mark.parametrize(
    "ending", ["csv", "tsv", "semicolon.csv", "csv.gz", "csv.zst", "csv in zip", "utf-16.csv"]
)
@pytest.mark.parametrize("shard", [1, 1000])
def test_csv(tmp_path: Path, scan: Scan, ending: str, shard: int) -> None:
    """Commas, quotes and line ends in fields; any delimiter and packing; texts come out as they went in."""
    rows = [
        {"Note ID": i, "Clinician": who, "Note Text": text + " x" * 300, "DOS": "3/4/2026", "Site": "A"}
        for i, (text, who) in enumerate(CELLS * 3)
    ]
    delimiter = {"tsv": "\t", "semicolon.csv": ";"}.get(ending, ",")
    data = rows_as_csv(rows, delimiter).encode("utf-16" if "utf-16" in ending else "utf-8")
    path = packed(tmp_path, "notes.", ending, data)
    done = scan(path, "--shard-size", shard)
    assert done.code == 0, done.stderr
    assert "text = Note Text, id = Note ID, date = DOS, therapist = Clinician" in done.stderr
    assert done.ids == [str(i) for i in range(15)]
    for report, row in zip(done.reports, rows, strict=True):
        assert report["note"]["chars"] == len(str(row["Note Text"]))
        assert report["note"]["date"] == "2026-03-04"
        assert report["note"]["meta"] == {"Clinician": row["Clinician"], "DOS": "3/4/2026", "Site": "A"}
    assert len(list(done.out.glob("part-*"))) == (1 if shard == 1000 else pytest.approx(12, abs=10))


def packed(folder: Path, stem: str, ending: str, data: bytes) -> Path:
    """Write data as it is, or packed as its ending says."""
    path = folder / f"{stem}{ending}"
    if ending.endswith(".gz"):
        path.write_bytes(gzip.compress(data))
    elif ending.endswith(".zst"):
        path.write_bytes(pytest.importorskip("zstandard").ZstdCompressor().compress(data))
    elif ending.endswith("in zip"):
        path = folder / f"{stem}zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"deep/{stem}{ending.split()[0]}", data)
    else:
        path.write_bytes(data)
    return path


@pytest.mark.parametrize("ending", ["jsonl", "jsonl.gz", "jsonl.zst", "jsonl in zip", "ndjson"])
@pytest.mark.parametrize("shard", [1, 1000])
def test_json_lines(tmp_path: Path, scan: Scan, ending: str, shard: int) -> None:
    """In order, whatever the shards; other fields pass through."""
    given = records(40)
    data = "".join(json.dumps(record) + "\n" for record in given).rstrip("\n").encode()
    done = scan(packed(tmp_path, "notes.", ending, data), "--shard-size", shard)
    assert done.code == 0, done.stderr
    assert done.ids == [record["id"] for record in given]
    assert done.reports[1]["note"]["meta"] == {"therapist": "T1", "date": "2026-05-12"}


@pytest.mark.parametrize("shard", [1, 1000])
def test_parquet(tmp_path: Path, scan: Scan, shard: int) -> None:
    """Row groups, cut into ranges of rows."""
    pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    given = [{"note_id": i, "body": note(i), "n": 0.5, "tags": ["a"]} for i in range(50)]
    pq.write_table(pa.Table.from_pylist(given), tmp_path / "a.parquet", row_group_size=20)
    done = scan(tmp_path / "a.parquet", "--shard-size", shard)
    assert done.code == 0, done.stderr
    assert done.ids == [str(i) for i in range(50)]
    assert done.reports[0]["note"]["meta"] == {"n": 0.5, "tags": ["a"]}


def fhir(resource: str, texts: list[tuple[str, str]], **more: Any) -> str:
    """Return a resource with attachments as one line."""
    attachments = [{"contentType": kind, "data": base64.b64encode(t.encode()).decode()} for kind, t in texts]
    where = (
        {"content": [{"attachment": a} for a in attachments]}
        if resource == "DocumentReference"
        else {"presentedForm": attachments}
    )
    return json.dumps({"resourceType": resource, **where, **more}) + "\n"


def test_fhir(tmp_path: Path, scan: Scan) -> None:
    """Attachments inline; resources of other types hold no notes; one without data is told."""
    lines = [
        fhir(
            "DocumentReference",
            [("text/plain", TEXT)],
            id="d1",
            date="2026-05-12T09:00:00Z",
            author=[{"display": "A. Therapist"}],
        ),
        fhir(
            "DiagnosticReport",
            [("text/html", "<p>Generalized weakness.</p><p>TUG 20 s</p>"), ("text/plain", TEXT)],
            id="r1",
            effectiveDateTime="2026-06-01",
        ),
        json.dumps({"resourceType": "Patient", "id": "p"}) + "\n",
        json.dumps(
            {"resourceType": "DocumentReference", "id": "d2", "content": [{"attachment": {"url": "x"}}]}
        )
        + "\n",
    ]
    (tmp_path / "a.ndjson").write_text("".join(lines), encoding="utf-8")
    done = scan(tmp_path / "a.ndjson")
    assert done.code == 4
    assert done.ids == ["d1", "r1#1", "r1#2"]
    assert [r["note"]["date"] for r in done.reports] == ["2026-05-12", "2026-06-01", "2026-06-01"]
    assert done.reports[0]["note"]["meta"]["therapist"] == "A. Therapist"
    assert list(done.errors) == ["a.ndjson, row 4"]
    assert "A. Therapist" in (done.out / "notes.csv").read_text(encoding="utf-8")


def test_standard_input(scan: Scan) -> None:
    """JSON Lines when it begins with a record, else one note."""
    data = "".join(json.dumps(record) + "\n" for record in records(7)).encode()
    assert scan("-", "--shard-size", 1, stdin=data).ids == [f"n{i}" for i in range(7)]
    assert scan("-", out="other", stdin=TEXT.encode()).ids == ["standard input"]


def test_standard_input_is_refused_when_it_is_another(scan: Scan) -> None:
    """What it was is known by its digest."""
    data = "".join(json.dumps(record) + "\n" for record in records(7)).encode()
    before = scan("-", stdin=data)
    assert scan("-", stdin=data).code == 0
    other = scan("-", stdin=data.replace(b"n1", b"m1"))
    assert other.code == 2
    assert "other input" in other.stderr
    assert other.ids == before.ids == [f"n{i}" for i in range(7)]


def test_an_address(scan: Scan) -> None:
    """Of any file system that fsspec has."""
    fsspec = pytest.importorskip("fsspec")
    with fsspec.open("memory://archive/a/n.jsonl", "wb") as stream:
        stream.write(json.dumps({"id": 1, "text": TEXT}).encode() + b"\n")
    assert scan("memory://archive").ids == ["1"]


def test_split(tmp_path: Path, scan: Scan) -> None:
    """A note begins at each match; what stands before the first is one, too."""
    (tmp_path / "all.txt").write_text(f"=== 1\n{TEXT}=== 2\n{TEXT}", encoding="utf-8")
    done = scan(tmp_path / "all.txt", "--split", "^===")
    assert done.ids == ["all.txt#1", "all.txt#2"]
    assert done.reports[1]["note"]["meta"] == {"part": 2, "part_start": 6 + len(TEXT)}


def test_columns_as_the_user_says(tmp_path: Path, scan: Scan) -> None:
    """Named columns win over usual names; one that is not there is told."""
    (tmp_path / "a.csv").write_text("id,text,other\n1,first words,second words here\n", encoding="utf-8")
    done = scan(tmp_path / "a.csv", "--text-column", "other", "--id-column", "text")
    assert done.reports[0]["note"]["chars"] == len("second words here")
    assert done.ids == ["first words"]
    assert "no column absent" in str(scan(tmp_path / "a.csv", "--text-column", "absent", out="b").errors)


def test_the_same_folder_in_any_order_of_making(tmp_path: Path, scan: Scan) -> None:
    """Files are taken in order of name; hidden ones, other kinds and the output are left out."""
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("b.txt", "a.txt", ".hidden.txt", "photo.jpg"):
        (folder / name).write_text(TEXT, encoding="utf-8")
    done = scan(folder, out="in/out")
    assert done.ids == ["a.txt", "b.txt"]
    assert "1 .jpg" in done.stderr
    assert scan(folder, out="in/out").code == 0


def test_duplicate_ids_are_kept_and_told(tmp_path: Path, scan: Scan) -> None:
    """Nothing is lost by a repeated id."""
    write_jsonl(tmp_path / "a.jsonl", 5)
    write_jsonl(tmp_path / "b.jsonl", 3)
    done = scan(tmp_path / "a.jsonl", tmp_path / "b.jsonl")
    assert len(done.ids) == 8
    assert "3 ids occur more than once (6 notes, all kept)" in done.stdout
    told = [json.loads(line) for line in (done.out / "duplicates.jsonl").read_text().splitlines()]
    assert [t["id"] for t in told] == ["n0", "n1", "n2"] * 2


def test_a_dry_run_writes_nothing(tmp_path: Path, scan: Scan) -> None:
    """It tells columns, number of notes and how long it may take."""
    write_jsonl(tmp_path / "a.jsonl", 12)
    done = scan(tmp_path / "a.jsonl", "--dry-run")
    assert done.code == 0
    assert "12  notes" in done.stdout
    assert "about" in done.stdout
    assert "text = text" in done.stderr
    assert not os.path.exists(done.out)
