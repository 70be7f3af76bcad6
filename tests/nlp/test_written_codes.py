"""ICD-10-CM codes printed in a note: text beside the codes, and the lookalikes that are none."""

from __future__ import annotations

import pytest

from rehabcode.nlp.facts import CodeWritten
from rehabcode.nlp.fast import default_reader


def read(text: str) -> list[str]:
    return [f.code for f in default_reader()(text).facts if isinstance(f, CodeWritten)]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Dx: M62.81, R26.89", ["M62.81", "R26.89"]),
        ("Tx dx M62.81; med dx J18.9.", ["M62.81", "J18.9"]),
        ("M62.81: muscle weakness", ["M62.81"]),
        ("R53.1/M62.81", ["R53.1", "M62.81"]),
        ("(I69.351)", ["I69.351"]),
        ("S72.001D", ["S72.001D"]),
        ("Dx W19.XXXA", ["W19.XXXA"]),
        ("z47.1 per order", ["Z47.1"]),
        ("M6281", ["M62.81"]),
        ("ICD-10: M6281, R2689, I69351", ["M62.81", "R26.89", "I69.351"]),
        ("M62.8l scanned", ["M62.81"]),
        ("R53.1 in first place and R54 second", ["R53.1", "R54"]),
        ("R54", ["R54"]),
        ("Dx: G35", ["G35"]),
        ("M62.5-", ["M62.5"]),
    ],
)
def test_codes(text: str, codes: list[str]) -> None:
    assert read(text) == codes


@pytest.mark.parametrize(
    "text",
    [
        "L4/5 disc, C5-6, T12 fx, S1 radiculopathy",
        "fractures T12-L2",
        "C7 radic, L5 myotome 4/5",
        "vit B12 500 mcg, room B12",
        "SLS R14.2 L12.5",
        "girth R53.1 in",
        "SLS R26.2 sec",
        "DTR R2+ L2+",
        "A1c 6.0, K 3.6, H&Y 2.5",
        "stage T3 N1b M0, T2b disease",
        "x10 days, x48 hours",
        "Model S140MB lens",
        "temp T36.8C",
        "97110 x2",
        "N95 mask, O2 2L",
        "G35",  # a category of three characters needs a word for diagnosis
    ],
)
def test_lookalikes(text: str) -> None:
    assert read(text) == []


def test_span_is_the_code_as_written() -> None:
    (fact,) = (f for f in default_reader()("codes m62.81.").facts if isinstance(f, CodeWritten))
    assert (fact.text, fact.code) == ("m62.81", "M62.81")


def test_a_letter_opens_a_subfamily() -> None:
    note = "Dx: RRMS G35.A, Parkinson G20.A1, M62.5A0. Temp T36.8C"
    found = [f.code for f in default_reader()(note).facts if f.kind == "code_written"]
    assert found == ["G35.A", "G20.A1", "M62.5A0"]
