"""Scores of standard function items: Section GG of SNF, IRF and home health forms, and the OASIS M1800 items.

Grammar
-------
::

    GG      = [letter] item [":" | "=" | dots | blanks] score      "D. Sit to stand    02", "walk 10 ft 04"
            | ["goal" | "target"] code [bracket] [told] score      "GG0170D admission: 02", "GG0130E = 02"
    code    = ["GG"] ("0130" | "0170") letter [column]
    told    = "admission" | "coded" | "scored" | "performance" | "goal" | "prior" ...
    score   = 01..04 help needed | 05 set-up | 06 independent | 07 09 10 88 not rated
    OASIS   = code [words] [":" | "="] digit [digit]               "M1850 transferring 1", "M1860 = 3"
    prior   = item answer, below "prior functioning"               "Stairs ..... Needed some help"

Two-digit scores count only in a note that names Section GG. Set-up and scores of items that were not rated say
nothing, and keep the words of the item from being read as an activity. A second score of an item is of the time
its column or bracket names ("(baseline 02)").
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from functools import cache
from typing import NamedTuple

from rehabcode.nlp.assertion import assertion
from rehabcode.nlp.facts import Status
from rehabcode.nlp.function_tables import column_status
from rehabcode.nlp.lexicon import rows
from rehabcode.nlp.value_columns import column_of, headers
from rehabcode.nlp.view import NoteView

NAMED = (
    "gg0",
    "gg 0",
    "section gg",
    "per gg",
    "gg score",
    "gg item",
    "gg code",
    "gg scale",
    "gg key",
    "gg rating",
    "gg level",
)
"""One of these makes two-digit scores those of Section GG (looked for in lower case)."""
GG_ALONE = re.compile(r"(?<![\w/.])gg(?![\w/.])[^\n]{0,60}(?:\n[^\n]*){1,2}?\b0[1-6]\b")
"""The letters alone, above or beside a score (matched on lower case)."""
LETTERED_HEAD = re.compile(r"gg ?(?P<section>01[37]0)")
LETTERED = re.compile(
    r"[ \t|]*(?P<letter>[a-s])[.)]?[ \t|]+[a-z][^\n]{1,28}?(?:[ \t]{2,}|[ \t]*\|[ \t]*|[ .:]{2,})(?=0[1-7]|09|10|88)"
)
"""A row of a form by its letter ("D Sit-stand   02   04   06"; matched on lower case)."""
LETTERED_ROWS = 22
"""How many lines below the name of its section a lettered row stands."""
TOLD_MORE = re.compile(r"[ \t]*\.{3,}[ \t]*[^\n.;]{1,40}")
"""What is told behind a score, joined to it by dots."""
OASIS_CODE = "m18"
SCORE = re.compile(
    r"(?<![\w./:%$#-])(?:0[1-7]|09|10|88)(?![\w/%]|:\d|\.\d| ?(?:ft|feet|min|sec|s\b|reps?|steps?|x\b|lbs?|kg|%))"
)
GAP = re.compile(r"[ \t.:=\u2026_-]*(?:\([^()\n]{0,24}\)[ \t.:=-]*)?")
"""What may stand between an item and its score."""
NEXT_SCORE = re.compile(
    r"[ \t|>/-]*(?:\(?(?P<when>baseline|prior|adm\w*|soc|ie|eval|initial|was|goal|d/?c goal|now)[ \t:]*)?"
)
CODED = re.compile(
    r"(?<![\w/])(?:gg ?)?(?P<item>01[37]0) ?-?(?P<letter>[a-s])(?P<column>[1-5])?(?![\w/])"
    r"[ \t.:=\u2026_-]*(?:\([^()\n]{0,40}\)[ \t.:=-]*)?"
    r"(?:(?P<said>(?:(?:on|at|for|is|was|now|today|admission|adm|admit|soc|roc|start|of|care|stay|discharge|d/c|dc|goal|"
    r"target|prior|baseline|previous|coded|scored|score|rated|performance|perf|level|code|current|initial|eval|status)"
    r"[ \t.:=-]+){1,5}))?"
)
"""The code of an item, up to its score (matched on lower case)."""
AIM = re.compile(r"\b(?:goals?|target)(?:[ \t]+(?:for|of|is))?[ \t:=-]*\Z")
EARLIER = re.compile(r"\b(?:prior|baseline|previous)\b")
AIM_COLUMN = "2"
"""The column of the discharge goal ("GG0170D2")."""
OASIS = re.compile(
    r"\bm18(?:00|10|20|30|40|45|50|60)\b[a-z /&,>()-]{0,32}?[ \t:=-]*\b0?(?P<score>[0-6])\b(?![/.]\d)"
)
RATED: dict[str, tuple[Status, str]] = {
    "01": ("present", "Total/dependent"),
    "02": ("present", "Maximal assist"),
    "03": ("present", "Moderate assist"),
    "04": ("present", "Supervision"),
    "06": ("absent", "Independent"),
}
"""Status and level of help of a score; the others say nothing."""
PRIOR = re.compile(
    r"^[ \t|*-]*(?:[a-d][.)][ \t]*)?"
    r"(?P<item>self[ -]?care|indoor mobility(?:[ ]\(ambulation\))?|stairs|functional cognition)"
    r"[ \t.:=|\u2026_-]+(?:[1-389][ \t=.-]+)?"
    r"(?P<answer>(?:complete(?:ly)?[ ])?independent\b|needed some help|"
    r"(?:needed )?some (?:help|assist(?:ance)?)|dependent\b|"
    r"unknown\b|not applicable|n/a\b|[12389]\b(?=[ \t|]*$))",
    re.M,
)
"""An item of the prior functioning of every day with its answer, on a line of its own (matched on lower case)."""
PRIOR_HEAD = re.compile(r"prior (?:level of )?function|gg ?0100|every ?day activities")
PRIOR_HEADS = ("prior function", "prior level", "gg0100", "gg 0100", "everyday activit", "every day activit")
NOT_PRIOR = re.compile(r"\bcurrent\b|\bfunctional assessment\b|\btoday\b|\n[ \t]*\n[^\n]{0,40}:[ \t]*\n")
"""Between that heading and an item: that the item is of today."""
PRIOR_REACH = 300
"""How far above its items that heading may stand, in characters."""
PRIOR_CATEGORY = {"i": "walk", "st": "stairs"}
PRIOR_LIMITED: dict[str, str | None] = {
    "d": "Total/dependent",
    "1": "Total/dependent",
    "n": "Assist",
    "s": "Assist",
    "2": "Assist",
}
"""Level of help of an answer by its first letter or code; of the others none."""
NEXT_DIGIT = re.compile(r"[ \t|>-]+0?(?P<score>[0-6])(?![\w/.])")
WHEN: dict[str, Status] = {"goal": "goal", "now": "present"}


class Item(NamedTuple):
    """One scored item; ``status`` is None where the score says nothing."""

    start: int
    end: int
    category: str
    status: Status | None
    assist: str | None


@cache
def _gg() -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern for the words of all items, longest first, and their categories."""
    category = {
        word: row["category"]
        for row in rows("function_items")
        if row["instrument"] == "GG"
        for word in row["words"].split("|")
    }
    words = "|".join(re.escape(w) for w in sorted(category, key=lambda w: (-len(w), w)))
    return re.compile(rf"(?<![\w/])(?:gg ?01[37]0 ?)?(?:[a-s]\d?[.)]? )?(?P<item>{words})(?![\w/])"), category


@cache
def _oasis() -> dict[str, str]:
    return {r["item"].lower(): r["category"] for r in rows("function_items") if r["instrument"] == "OASIS"}


def item_words(lower: str, start: int, end: int) -> str | None:
    """Return the category of the item whose words open a stretch of lower-case text."""
    pattern, category = _gg()
    m = pattern.match(lower, start, end)
    return category[m["item"]] if m is not None else None


def scored_items(view: NoteView) -> list[Item]:
    """Return the scored items of a note, in text order."""
    return view.once(_scored_items)


def _scored_items(view: NoteView) -> list[Item]:
    lower = view.lower
    found: list[Item] = []
    if any(name in lower for name in NAMED) or ("gg" in lower and GG_ALONE.search(lower)):
        found += _section_gg(view)
        found += _coded(view, _ends(view, found))
        found += _lettered(view, _ends(view, found))
    if OASIS_CODE in lower:
        found += _oasis_items(view)
    if any(head in lower for head in PRIOR_HEADS):
        found += _prior(view)
    return sorted(found)


def _ends(view: NoteView, found: Iterable[Item]) -> set[int]:
    """Where the scores of items stand."""
    scores = [SCORE.search(view.lower, f.start, f.end + 2) for f in found]
    return {m.start() for m in scores if m is not None}


def _section_gg(view: NoteView) -> Iterator[Item]:
    pattern, category = _gg()
    lower = view.lower
    for m in pattern.finditer(lower):
        line = view.layout.line_at(m.start())
        gap = GAP.match(lower, m.end(), line.end)
        at = gap.end() if gap else m.end()
        score = SCORE.match(lower, at, line.end)
        if score is None:
            continue
        yield _item(view, m.start(), score, category[m["item"]], None)
        yield from _further(view, m.start(), score, category[m["item"]], line.end)


@cache
def _by_code() -> dict[str, str]:
    return {r["item"].lower(): r["category"] for r in rows("function_items") if r["instrument"] == "GG"}


def _coded(view: NoteView, known: Container[int]) -> Iterator[Item]:
    """Items named by their code alone; ``known`` holds where the scores read otherwise stand."""
    lower = view.lower
    for m in CODED.finditer(lower):
        category = _by_code().get(m["item"] + m["letter"])
        score = SCORE.match(lower, m.end())
        if category is None or score is None or score.start() in known:
            continue
        yield _item(view, m.start(), score, category, _coded_status(lower, m))


def _lettered(view: NoteView, known: set[int]) -> Iterator[Item]:
    """Items named by their letter below the name of their section; ``known`` holds where known scores stand."""
    lower, lines = view.lower, view.layout.lines
    done = -1
    for head in LETTERED_HEAD.finditer(lower):
        first = view.layout.line_index(head.start()) + 1
        if first <= done:
            continue
        for number, line in enumerate(lines[first : first + LETTERED_ROWS], first):
            done = number
            row = (
                LETTERED.match(lower, line.start, line.end) if line.end - line.start <= LONGEST_ROW else None
            )
            category = _by_code().get(head["section"] + row["letter"]) if row is not None else None
            score = SCORE.match(lower, row.end(), line.end) if row is not None else None
            if row is None or category is None or score is None:
                if number > first:  # one line of titles may stand above the rows
                    break
                continue
            if score.start() in known or not _named(
                lower[row.start() : row.end()], head["section"] + row["letter"]
            ):
                continue
            yield _item(view, row.start("letter"), score, category, None)
            yield from _further(view, row.start("letter"), score, category, line.end)


LONGEST_ROW = 200
"""A longer line is no row of a form, in characters."""


@cache
def _stems() -> dict[str, frozenset[str]]:
    """The words of three and more letters that name each item of Section GG, by its code."""
    return {
        r["item"].lower(): frozenset(re.findall(r"[a-z]{3,}", r["words"].lower()))
        for r in rows("function_items")
        if r["instrument"] == "GG"
    }


def _named(label: str, code: str) -> bool:
    """Whether a label holds a word of the item that its letter stands for."""
    return not _stems().get(code, frozenset()).isdisjoint(re.findall(r"[a-z]{3,}", label))


def _coded_status(lower: str, m: re.Match[str]) -> Status | None:
    """Goal or past where the words around a code say so; a score of the admission is that of now."""
    said = m["said"] or ""
    if m["column"] == AIM_COLUMN or AIM.search(lower, max(0, m.start() - 30), m.start()) or AIM.search(said):
        return "goal"
    return "past" if EARLIER.search(said) else None


def _further(view: NoteView, start: int, first: re.Match[str], category: str, stop: int) -> Iterator[Item]:
    """The scores behind the first one of an item: of another time."""
    at = first.end()
    while (between := NEXT_SCORE.match(view.lower, at, stop)) is not None:
        score = SCORE.match(view.lower, between.end(), stop)
        if score is None:
            return
        when = between["when"]
        said: Status | None = (
            None if when is None else next((s for w, s in WHEN.items() if w in when), "past")
        )
        yield _item(view, score.start(), score, category, said)
        at = score.end()


def _item(view: NoteView, start: int, score: re.Match[str], category: str, said: Status | None) -> Item:
    status, assist = RATED.get(score.group(), (None, None))
    more = TOLD_MORE.match(view.text, score.end())
    end = (
        more.end()
        if more is not None and SCORE.search(view.text, score.end(), more.end()) is None
        else score.end()
    )
    if status is None:
        return Item(start, end, category, None, None)
    when = said or _column_status(view, score.start()) or section_status(view, start, score.end())
    return Item(start, end, category, at_time(status, when), assist)


def at_time(status: Status, when: Status | None) -> Status | None:
    """Status of a score of a time: an independence of the past is no limitation and says nothing."""
    if when == "goal":
        return "goal"
    if when == "past":
        return None if status == "absent" else "past"
    return status


def _column_status(view: NoteView, at: int) -> Status | None:
    hit = column_of(view, headers(view), at)
    return column_status(*hit) if hit is not None else None


def section_status(view: NoteView, start: int, end: int) -> Status | None:
    """Goal or past where the item stands under such a heading; cues of its line speak of other things."""
    said = assertion(view, start, end, "limitation")
    headed = any(cue.category.startswith("section:") for cue in said.cues)
    return said.status if headed else None


def _oasis_items(view: NoteView) -> Iterator[Item]:
    for m in OASIS.finditer(view.lower):
        code = m.group()[:5]
        said = _column_status(view, m.start("score")) or section_status(view, m.start(), m.end())
        yield _of_digit(m.start(), m.end(), _oasis()[code], m["score"], said)
        line = view.layout.line_at(m.start())
        following = NEXT_DIGIT.match(view.lower, m.end(), line.end)
        if following is None:
            continue
        said = _column_status(view, following.start("score"))
        if said is not None:
            yield _of_digit(
                following.start("score"), following.end(), _oasis()[code], following["score"], said
            )


def _of_digit(start: int, end: int, category: str, score: str, said: Status | None) -> Item:
    return Item(start, end, category, at_time("absent" if score == "0" else "present", said), None)


def _prior(view: NoteView) -> Iterator[Item]:
    """The items of the prior functioning: those with help are of the past, the others say nothing."""
    for m in PRIOR.finditer(view.lower):
        heads = list(PRIOR_HEAD.finditer(view.lower, max(0, m.start() - PRIOR_REACH), m.start()))
        if not heads or NOT_PRIOR.search(view.lower, heads[-1].end(), m.start()):
            continue
        category = next((c for word, c in PRIOR_CATEGORY.items() if m["item"].startswith(word)), None)
        assist = PRIOR_LIMITED.get(m["answer"][0]) if m["answer"] != "not applicable" else None
        if m["answer"].startswith("n/"):
            assist = None
        limited = category is not None and assist is not None
        yield Item(m.start("item"), m.end(), category or "walk", "past" if limited else None, assist)
