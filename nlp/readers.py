"""The readers, in the order in which they run: each is a pure function from a note's view to facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from rehabcode.nlp.bracket_legend import in_brackets
from rehabcode.nlp.diagnoses import read_diagnoses
from rehabcode.nlp.dynamometry import read_dynamometry
from rehabcode.nlp.earlier_blocks import of_earlier_blocks
from rehabcode.nlp.facts import Fact, Reading, number
from rehabcode.nlp.findings import read_atrophy, read_handedness, read_weakness
from rehabcode.nlp.index_terms import index_terms
from rehabcode.nlp.limitations import read_limitations
from rehabcode.nlp.note import note_facts, title_facts
from rehabcode.nlp.pain import spread_pain
from rehabcode.nlp.prior_level import read_prior_level
from rehabcode.nlp.procedures import read_procedures, read_treatment_times, read_units_told
from rehabcode.nlp.rationale import read_rationale
from rehabcode.nlp.scores import read_scores
from rehabcode.nlp.signs import read_signs
from rehabcode.nlp.strength import read_strength
from rehabcode.nlp.superseded import superseded
from rehabcode.nlp.upright import as_given, upright
from rehabcode.nlp.view import NoteView
from rehabcode.nlp.written_codes import read_written_codes

Reader = Callable[[NoteView], Iterable[Fact]]

READERS: tuple[Reader, ...] = (
    read_strength,
    read_scores,
    read_dynamometry,
    read_procedures,
    read_written_codes,
    read_weakness,
    read_atrophy,
    read_diagnoses,
    read_limitations,
)
COMPANIONS: tuple[Reader, ...] = (
    read_treatment_times,
    read_units_told,
    read_handedness,
    read_prior_level,
    read_rationale,
    read_signs,
)
"""Readers of what only says something beside other facts; they are asked when there is any."""
NOT_OF_OPERATIONS: frozenset[Reader] = frozenset({read_atrophy, read_limitations})
"""Readers that pass operative notes by: what is atrophic, lifted or carried there is not the patient's doing."""


def read_view(view: NoteView) -> Reading:
    """Run all readers over a note's view, with tables of a cell a line laid as rows."""
    laid = upright(view)
    if laid is not view:
        reading = _read(laid)
        return replace(reading, text=view.text, facts=tuple(as_given(view, reading.facts)))
    return _read(view)


def _read(view: NoteView) -> Reading:
    """Run all readers over a view."""
    text, view = view.text, _told(view)
    readers = [r for r in READERS if not (view.operative and r in NOT_OF_OPERATIONS)]
    facts = _no_force(fact for reader in readers for fact in reader(view))
    if not facts:
        return unread(text)
    facts += [fact for reader in COMPANIONS for fact in reader(view)]
    found = number(superseded(view, of_earlier_blocks(view, in_brackets(view, spread_pain(view, facts)))))
    return Reading(text=text, facts=found, **note_facts(view))


def _told(view: NoteView) -> NoteView:
    """The note without the index terms at its end, which tell nothing."""
    end = index_terms(view.text)
    if end == len(view.text):
        return view
    return NoteView(
        view.text[:end].ljust(len(view.text)),
        view.layout,
        view.sections,
        tuple(i for i in view.items if i.end <= end),
        tuple(s for s in view.scopes if s.end <= end),
    )


def _no_force(facts: Iterable[Fact]) -> list[Fact]:
    """The facts without the grades that are figures of a dynamometer ("Lateral pinch   5   9" in pounds)."""
    found = list(facts)
    forces = {(f.start, f.end) for f in found if f.kind == "dynamometry"}
    if not forces:
        return found
    return [f for f in found if f.kind != "strength" or (f.start, f.end) not in forces]


def unread(text: str) -> Reading:
    """Return the reading of a note in which nothing is found: its title alone says what kind of note it is."""
    return Reading(text=text, **title_facts(text))
