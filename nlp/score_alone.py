"""Values told without the name of a test: walking speeds, and points of the one test with that total.

::

    speed  = word of walking ... figure ("m/s" | "ft/s")           "Gait 0.91 m/s with SPC"
    points = ["score of"] figure ("/" | "out of") total ["points"]  "a score of 50/56 points"
"""

from __future__ import annotations

import re

from rehabcode.nlp.score_specs import REACH, Found, specs
from rehabcode.nlp.view import Item, NoteView

POINTS = re.compile(
    r"(?P<lead>\bscor(?:e|es|ed|ing)(?: of)?[ :=]*)?(?P<score>\d{1,3}) ?(?:/|"
    r"out of) ?(?P<top>\d{2,3})(?![\d/.])(?P<word> ?(?:points|pts)\b)?"
)
SPEED = re.compile(r"(?<![\w.])(?P<value>\d?\.\d{1,2}|\d(?:\.\d)?) ?(?P<unit>m/s|ft/s)(?:ec)?\b")
WALKING = re.compile(r"\b(?:gait|walk\w*|amb\w*|speed|velocity|pace)\b")
SPEED_REACH = 40


def speeds_alone(view: NoteView, found: list[Found]) -> list[Found]:
    """Walking speeds told without the name of a test ("Gait 0.91 m/s with SPC")."""
    taken = {f.start for f in found}
    out: list[Found] = []
    if "m/s" not in view.lower and "ft/s" not in view.lower:
        return out
    for m in SPEED.finditer(view.lower):
        start = max(view.layout.sentence_at(m.start()).start, m.start() - SPEED_REACH)
        if m.start() in taken:
            continue
        if view.between(start, m.start(), "TEST", "TESTOTHER"):
            start = max(start, *(view.lower.rfind(mark, start, m.start()) for mark in ",;|\n"))
            if view.between(start, m.start(), "TEST", "TESTOTHER"):
                continue
        if WALKING.search(view.lower, start, m.start()):
            out.append(Found("Gait speed (self-selected)", m.start(), m.end(), float(m["value"]), m["unit"]))
    return out


def points_alone(view: NoteView, names: list[Item], found: list[Found]) -> list[Found]:
    """Scores told without their test ("a score of 50/56 points"): of the one test with that total."""
    taken = {at for f in found for at in (f.start, f.end)}
    named: dict[float, dict[str, int]] = {}
    for name in names:
        for top in specs()[name.value].tops:
            named.setdefault(top, {}).setdefault(name.value, name.end)
    out: list[Found] = []
    if not any(word in view.lower for word in ("scor", "point", "pts")):
        return out
    for m in POINTS.finditer(view.lower, names[0].end):
        if not (m["lead"] or m["word"]) or m.start("score") in taken or int(m["score"]) > int(m["top"]):
            continue
        fitting = [test for test, end in named.get(float(m["top"]), {}).items() if end <= m.start()]
        start = max(view.layout.sentence_at(m.start()).start, m.start() - REACH)
        if len(fitting) == 1 and not view.between(start, m.start(), "TESTOTHER"):
            out.append(Found(fitting[0], m.start("score"), m.end(), float(m["score"]), "points"))
    return out
