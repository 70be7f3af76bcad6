"""Generate ``models/data/official.json`` from the official ICD-10-CM tabular list.

Run as ``python -m rehabcode.models.build_official``. It needs the development dependency
``simple_icd_10_cm``, which ships the tabular XML but takes seconds to import; the program itself only ever
reads the table made here. ``official_scope.csv`` lists what goes in: whole categories, sub-families, or
single codes, each with the reason.

The file holds two lines. The first is a header (release, digest of the second line, categories held
completely, corrections applied). The second maps every node to ``[title, billable, parent]`` or, where the
tabular prints notes, ``[title, billable, parent, notes]``.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any

RELEASE = "icd10c-tabular-April-1-2026"

CORRECTIONS: tuple[dict[str, str], ...] = (
    {
        "node": "M60-M63",
        "printed": "M05.32",
        "read": "M05.4",
        "why": "the note says 'myopathy in rheumatoid arthritis', which is M05.4-; M05.32 is rheumatoid "
        "heart disease of the elbow, so the printed code is a misprint",
    },
)

_BRACKET = re.compile(r"\(([^()]*)\)")
_CODE = re.compile(r"[A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?")
_FINAL = re.compile(r"with final characters -(\w+)")
_RANGE = re.compile(r"([A-Z]\d[0-9A-Z])-([A-Z]\d[0-9A-Z])(?![.0-9A-Z])")


def read_scope() -> list[dict[str, str]]:
    """Return the rows of ``official_scope.csv``."""
    text = resources.files("rehabcode.models.data").joinpath("official_scope.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def _expand_range(first: str, last: str) -> list[str]:
    """Return the categories of a printed range such as ``G71-G72``."""
    if first[0] != last[0] or not (first[1:].isdigit() and last[1:].isdigit()):
        return [first, last]
    return [f"{first[0]}{n:02d}" for n in range(int(first[1:]), int(last[1:]) + 1)]


def named_codes(note: str, node: str) -> list[str]:
    """Return the codes and families a note names, as dotted prefixes.

    "I69. with final characters -93" becomes ``I69*93``: any code of the family that ends so.

    ``M79.1-`` becomes ``M79.1``, ``G71-G72`` becomes ``G71`` and ``G72``. Only what stands in brackets
    counts.
    """
    found: list[str] = []
    for bracket in _BRACKET.findall(note):
        if final := _FINAL.search(bracket):
            found += [f"{code}*{final[1]}" for code in _CODE.findall(bracket[: final.start()])]
            continue
        for first, last in _RANGE.findall(bracket):
            found += _expand_range(first, last)
        found += _CODE.findall(_RANGE.sub("", bracket))
    for fix in CORRECTIONS:
        if fix["node"] == node:
            found = [fix["read"] if code == fix["printed"] else code for code in found]
    return list(dict.fromkeys(found))


def _notes(icd: Any, node: str) -> dict[str, Any]:
    """Return the notes printed at one node (own notes only: inheritance is the reader's work)."""
    out: dict[str, Any] = {}
    for key, get in (("x1", icd.get_excludes1), ("x2", icd.get_excludes2)):
        if lines := get(node):
            out[key] = [[line, named_codes(line, node)] for line in lines]
    for key, text in (("first", icd.get_code_first(node)), ("use", icd.get_use_additional_code(node))):
        if text:
            out[key] = [[text, named_codes(text, node)]]
    if lines := icd.get_inclusion_term(node):
        out["incl"] = list(lines)
    return out


def nodes_in_scope(icd: Any, rows: Iterable[dict[str, str]]) -> Iterator[str]:
    """Yield every node the scope asks for, ancestors first, each once."""
    seen: set[str] = set()
    for row in rows:
        wanted = [row["code"]]
        if row["with_children"] == "yes":
            wanted += icd.get_descendants(row["code"])
        for code in wanted:
            for node in [*reversed(icd.get_ancestors(code)), code]:
                if node not in seen:
                    seen.add(node)
                    yield node


def build(icd: Any) -> str:
    """Return the text of ``official.json``."""
    rows = read_scope()
    table: dict[str, list[Any]] = {}
    for node in sorted(nodes_in_scope(icd, rows)):
        ancestors = icd.get_ancestors(node)
        entry: list[Any] = [
            icd.get_description(node),
            int(icd.is_leaf(node)),
            ancestors[0] if ancestors else None,
        ]
        if notes := _notes(icd, node):
            entry.append(notes)
        table[node] = entry
    body = json.dumps(table, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    complete = sorted(
        row["code"] for row in rows if row["with_children"] == "yes" and icd.is_category(row["code"])
    )
    header = {
        "release": RELEASE,
        "sha256": hashlib.sha256(body.encode()).hexdigest(),
        "codes": sum(1 for entry in table.values() if entry[1]),
        "complete": complete,
        "corrections": CORRECTIONS,
    }
    return json.dumps(header, ensure_ascii=False) + "\n" + body + "\n"


def main() -> None:
    """Write the table beside its scope."""
    import simple_icd_10_cm as icd

    with resources.as_file(resources.files("rehabcode.models.data")) as folder:
        Path(folder, "official.json").write_text(build(icd), encoding="utf-8")


if __name__ == "__main__":
    main()
