"""Standardized tests: the values bound to each named test, with unit, time and meaning.

A test is named by a phrase of ``lexicon_tests.csv``; ``tests.csv`` says which units, denominators and range
its values have. The values are looked for

1. behind the name, up to the next test or other measure, at most to the end of the sentence (a table row, a
   bullet). A bare figure counts only while nothing but connecting words lies between ("TUG was 18"), a figure
   with a fitting unit or denominator also behind other words ("TUG with the walker took 18 seconds");
2. before the name ("600 feet in the six-minute walk test");
3. in the sentence behind it, for scores and distances told in prose.

When a value was taken is told by a time word beside it, its column, and what :mod:`rehabcode.nlp.timing`
finds around it. Cut-offs, norms and detectable changes are not values. A test without value is a fact
without value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rehabcode.nlp.assertion import assertion
from rehabcode.nlp.facts import Status, Test
from rehabcode.nlp.score_alone import points_alone, speeds_alone
from rehabcode.nlp.score_meaning import CHAIR_STAND, FIVE_TIMES, impaired
from rehabcode.nlp.score_places import Places
from rehabcode.nlp.score_specs import REACH, Found
from rehabcode.nlp.timing import Timed, dated_lines, status_in, time_of
from rehabcode.nlp.view import Item, NoteView


def read_scores(view: NoteView) -> Iterator[Test]:
    """Read the standardized tests of a note."""
    names = [_timed(view, name) for name in view.of_kind("TEST")]
    found = list(Places(view, names).values()) if names else []
    if names:
        found += points_alone(view, names, found)
    found += speeds_alone(view, found)
    yield from _facts(view, found)


THIRTY_SECONDS = re.compile(r"\b30[ \t-]?(?:s|secs?|seconds?)[ \t]+\Z")
FIVE_REPS = re.compile(r"[ \t]*,?[ \t]*5[ \t](?:reps|repetitions)\Z")


def _timed(view: NoteView, name: Item) -> Item:
    """A name that only holds the count of a test of half a minute without it: "30s chair stand 5 reps"."""
    if name.value != FIVE_TIMES or not THIRTY_SECONDS.search(view.lower, max(0, name.start - 12), name.start):
        return name
    count = FIVE_REPS.search(view.lower, name.start, name.end)
    return name if count is None else name._replace(value=CHAIR_STAND, end=count.start())


def _facts(view: NoteView, found: list[Found]) -> Iterator[Test]:
    """Turn what was found into facts: time, status, meaning."""
    timed, visits = [], dated_lines(view)
    for f in _by_dates(found):
        name = f.name.start if f.name else f.start
        said = assertion(view, f.start, f.end, "test" if f.value is not None else "named_test")
        timed.append((f, time_of(view, name, f.start, said, f.when, f.cue, visits), said))
    told_now = {
        f.test for f, time, _ in timed if f.value is not None and time.role == "now" and _told_now(view, f)
    }
    current = {f.test for f, time, _ in timed if f.value is not None and time.role == "now"}
    scored = {f.test for f, time, _ in timed if (f.value is not None or f.unable) and time.role != "goal"}
    named: set[tuple[str, Status]] = set()
    for f, time, said in timed:
        if time.role == "now" and f.was and f.test in told_now and not _told_now(view, f):
            time = Timed("past")  # "her TUG was 41 s ... today 9.6 s"
        status = status_in(view, time.role, f.header, current=f.test in current)
        cues = time.cues if status != "present" else ()
        if f.value is None and not f.unable and f.positive is None:
            if status == "present":
                status, cues = said.status, said.cues
            if f.test in scored or (f.test, status) in named:
                continue
            named.add((f.test, status))
        yield Test(
            start=f.start,
            end=f.end,
            text=view.text[f.start : f.end],
            section=view.category_at(f.start),
            status=status,
            by=said.by,
            cues=cues,
            test=f.test,
            value=f.value,
            unit=f.unit,
            impaired=impaired(view, f) if status in ("present", "past") else None,
        )


def _told_now(view: NoteView, f: Found) -> bool:
    """Whether the sentence says that the value is of this visit ("today ... TUG 9.6 seconds")."""
    if f.when == "now":
        return True
    start = max(view.layout.sentence_at(f.start).start, f.start - REACH)
    return any(i.value == "now" for i in view.between(start, f.start, "WHEN"))


def _by_dates(found: list[Found]) -> list[Found]:
    """Of several dated values of a test the latest is the current one; one told as that of now makes all of them past."""
    dated: dict[str, list[Found]] = {}
    now = {(f.test, f.name.start) for f in found if f.when == "now" and f.name}
    for f in found:
        if f.date and f.value is not None and f.when is None:
            dated.setdefault(f.test, []).append(f)
    out = list(found)
    for test, group in dated.items():
        if all(f.name and (test, f.name.start) in now for f in group):
            for f in group:
                out[out.index(f)] = f._replace(when="past")
            continue
        keys = [_date_key(f.date or "") for f in group]
        if len(group) < 2 or len(set(keys)) < 2:
            continue
        for f, key in zip(group, keys, strict=True):
            out[out.index(f)] = f._replace(when="now" if key == max(keys) else "past")
    return out


def _date_key(text: str) -> tuple[int, ...]:
    parts = [int(p) for p in re.findall(r"\d+", text)]
    if parts and parts[0] > 31:
        return tuple(parts)
    return (parts[2] % 100 if len(parts) > 2 else 0, *parts[:2])
