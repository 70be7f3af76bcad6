"""The page and the tables: safe, self-contained, same input same bytes, honest about small numbers."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from made import prior, report, strength, tug

Pages = Callable[..., tuple[str, dict[str, Any], Path]]
VOID = {"meta", "br", "link", "img", "hr", "input"}
EVIL = '<script>alert("x")</script>&\'$a_b$\u202e=1+1'


class Markup(HTMLParser):
    """Notes elements, attributes, and whether every element that opens closes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an empty element."""
        self.elements.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note words."""
        self.words += data


def notes(name: str = "Ann", habit: str = "side-missing") -> list[dict[str, Any]]:
    """Return notes of six therapists over four months; the first has a habit."""
    out = []
    for person in range(6):
        for n in range(80):
            bad = n % 10 < (8 if person == 0 else 1)
            facts = [strength("hip flexion", "3+"), tug(18.0), prior()]
            out.append(
                report(
                    f"n{person}-{n}{name if n == 0 else ''}",
                    gaps=[habit] * bad,
                    facts=facts,
                    score=80 if bad else 100,
                    therapist=name if person == 0 else f"T{person}",
                    date=f"2026-{1 + n % 4:02d}-1{n % 7}",
                    patient=f"P{n % 9}",
                )
            )
    return out


def test_the_page_is_one_whole_file_that_loads_nothing(pages_of: Pages) -> None:
    page, _, _ = pages_of(notes())
    markup = Markup(page)
    assert markup.open == []
    assert not {"script", "link", "img", "iframe", "object", "form"} & set(markup.elements)
    loading = [value for name, value in markup.attributes if name in ("src", "href", "xlink:href", "action")]
    assert all(value.startswith("#") for value in loading)
    assert not re.search(r"url\((?!#)|@import", page)
    assert "default-src 'none'" in page


def test_every_id_is_there_once_and_every_link_leads_to_one(pages_of: Pages) -> None:
    markup = Markup(pages_of(notes())[0])
    ids = [value for name, value in markup.attributes if name == "id"]
    links = {value[1:] for name, value in markup.attributes if name in ("href", "xlink:href")}
    assert len(ids) == len(set(ids))
    assert links <= set(ids)


def test_every_plot_has_words(pages_of: Pages) -> None:
    page, _, _ = pages_of(notes())
    plots = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    assert len(plots) >= 13
    for plot in plots:
        assert re.search(
            r'<svg [^>]*role="img" aria-labelledby="(c\d+)"><title id="\1">[^<]{15,}</title>', plot
        )
        assert "<metadata>" not in plot


@pytest.mark.parametrize("where", ["therapist", "gap", "note id", "reason"])
def test_nothing_of_the_input_is_markup(pages_of: Pages, tmp_path: Path, where: str) -> None:
    reports = notes(
        EVIL if where in ("therapist", "note id") else "Ann", EVIL if where == "gap" else "side-missing"
    )
    rows = tmp_path / "d.csv"
    with rows.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows(
            [("id", "denied", "reason"), *((f"n1-{n}", "yes", EVIL) for n in range(1, 50))]
        )
    page, document, out = pages_of(reports, "--with-text", "--denials", str(rows))
    markup = Markup(page)
    assert markup.open == []
    assert "script" not in markup.elements
    assert "\u202e" not in page
    assert not any(name.startswith("on") for name, _ in markup.attributes)
    assert document["habits"]
    for file in out.glob("*.csv"):
        for row in csv.reader(file.open(encoding="utf-8", newline="")):
            assert not any(cell.startswith(("=", "+", "@")) for cell in row)


def test_words_of_notes_only_when_asked_for(pages_of: Pages) -> None:
    secret = "secret words"
    page, document, out = pages_of(notes())
    assert secret not in page
    assert secret not in str(document)
    assert not any(secret in file.read_text("utf-8") for file in out.iterdir())
    assert "3+/5</div>" not in page
    page, document, _ = pages_of(notes(), "--with-text")
    assert secret in page
    assert secret in str(document)


def test_with_text_the_lowest_notes_are_quoted(pages_of: Pages) -> None:
    """Not only what the report says about them: the passages on which it stands."""
    _, document, _ = pages_of(notes(), "--with-text")
    worst = document["groups"][0]["worst"][0]
    assert worst["passages"] == ["weakness", "3+/5", "TUG", "PLOF: independent"]
    _, document, _ = pages_of(notes())
    assert "passages" not in document["groups"][0]["worst"][0]


def test_ticks_say_where_they_stand(pages_of: Pages) -> None:
    """A scale up to some 20 % has no tick at 2.5 that would be called 2."""
    reports = [
        report(f"{name}{n}", gaps=["weak-without-data"] * (n % 10 == 0), therapist=name)
        for name in "ABCDEF"
        for n in range(100)
    ]
    page, _, _ = pages_of(reports)
    chart = re.findall(r"<svg.*?</svg>", page, re.DOTALL)[0]
    ticks = [int(number) for number in re.findall(r">(\d+) %</text>", chart)]
    assert len(ticks) >= 3
    assert len({b - a for a, b in pairwise(ticks)}) == 1


def test_long_names_that_begin_alike_stay_apart_in_plots(pages_of: Pages) -> None:
    names = ("Montgomery-Featherstone, Ann", "Montgomery-Featherstone, Bea")
    page, _, _ = pages_of([report(f"{name}{n}", therapist=name) for name in names for n in range(12)])
    plot = re.findall(r"<svg.*?</svg>", page, re.DOTALL)[0]
    assert ">Montgomery-Fea…ne, Ann<" in plot
    assert ">Montgomery-Fea…ne, Bea<" in plot


def test_same_input_same_bytes(pages_of: Pages) -> None:
    _, _, out = pages_of(notes())
    first = {file.name: file.read_bytes() for file in out.iterdir()}
    _, _, out = pages_of(notes())
    assert first == {file.name: file.read_bytes() for file in out.iterdir()}


def test_under_ten_notes_there_is_no_rate_anywhere(pages_of: Pages) -> None:
    few = [report(f"f{i}", therapist="New", gaps=["weak-without-data"]) for i in range(7)]
    page, document, out = pages_of([*notes(), *few])
    new = next(g for g in document["groups"] if g["name"] == "New")
    assert new["small"]
    assert [line["rate"] for line in (new["weak_without_data"], *new["gaps"])] == [None, None]
    assert "7 of 7 (under 10: no rate)" in page
    assert "Only 7 notes: too few" in page
    assert "1 therapist with under 10 notes: counts, no rates." in page
    rows = [r for r in csv.DictReader((out / "groups.csv").open(encoding="utf-8")) if r["name"] == "New"]
    assert [(r["small"], r["rate"], r["low"]) for r in rows] == [("yes", "", "")]


def test_what_is_said_of_a_therapist(pages_of: Pages) -> None:
    page, document, _ = pages_of(notes())
    ann = next(g for g in document["groups"] if g["name"] == "Ann")
    assert ann["habits"] == ["side-missing"]
    assert ann["sentences"][0].startswith(
        "In 64 of 80 notes a grade of a paired muscle has no side (80\u00a0%; colleagues 10\u00a0%)."
    )
    assert "Put R, L or B next to every grade. Your own note" in ann["sentences"][0]
    assert len(ann["worst"]) == 3
    assert all(note["score"] == 80 for note in ann["worst"])
    example = next(e for e in ann["examples"] if e["gap"] == "side-missing")
    assert (example["score"], example["gaps"]) == (100, [])
    assert "hip flexion, right 3+/5" in example["read"]
    assert sum(ann["scores"]["bins"]) == 80
    assert [m["of"] for m in ann["gaps"][0]["months"]] == [20, 20, 20, 20]
    assert "▲" in page


def test_notes_without_a_therapist_or_a_date_are_told(pages_of: Pages) -> None:
    page, document, _ = pages_of([*notes(), report("x", therapist=None), report("y", date=None)])
    assert "1 note without a therapist: in no rate of a therapist." in document["notices"]
    assert "1 note without a date: in the rates, not in the trends." in document["notices"]
    assert all(notice in Markup(page).words for notice in document["notices"])


def test_names_that_differ_in_capitals_are_told(pages_of: Pages) -> None:
    reports = [
        report(f"{name}{n}", therapist=name) for name in ("Lee, Al", "LEE AL", "Li, Al") for n in (1, 2)
    ]
    _, document, _ = pages_of(reports)
    assert "LEE AL and Lee, Al may be the same therapist; counted apart." in document["notices"]
    assert len(document["groups"]) == 3


def test_who_has_no_note_in_the_time_is_told(pages_of: Pages) -> None:
    gone = [report(f"g{n}", therapist="Gone, Al", date="2025-01-05") for n in range(12)]
    _, document, _ = pages_of([*notes(), *gone], "--since", "2026-02-01")
    assert "1 therapist has notes, but none in this time: Gone, Al." in document["notices"]
    assert not any("none in this time" in notice for notice in pages_of(notes())[1]["notices"])


def test_getting_better_is_said(pages_of: Pages) -> None:
    """Forty of forty notes in spring, two of forty in summer."""
    reports = [
        report(
            f"n{m}-{i}",
            gaps=["weak-without-data"] * (m < 4 or i == 0),
            date=f"2026-{m:02d}-{1 + i:02d}",
            score=60 if m < 4 else 95,
        )
        for m in range(1, 7)
        for i in range(14)
    ]
    _, document, _ = pages_of(reports)
    assert document["compared"] == {"now": "2026-04-01 to 2026-06-14", "before": "2026-01-01 to 2026-03-31"}
    group = document["groups"][0]
    assert group["weak_without_data"]["change"]["word"] == "better"
    assert group["scores"]["change"]["word"] == "better"
    assert any("Better than before" in sentence for sentence in group["sentences"])
