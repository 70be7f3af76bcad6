"""The medspaCy pipeline: note text -> ``Doc`` -> facts.

``rehabcode_sentences``  lines and sentences (``doc.sents``)
``rehabcode_sections``   medspaCy sections (``doc._.sections``)
``rehabcode_targets``    lexicon hits (span group ``rehabcode_targets``)
``rehabcode_context``    ConText modifiers (``doc._.context_graph``)
``rehabcode_facts``      facts (``doc._.facts``; span group ``rehabcode``)

The factories are registered with spaCy, so the pipeline can be saved, loaded and put into any spaCy project.
"""

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from rehabcode.nlp import native_rules
from rehabcode.nlp.components import TargetFinder, TherapyContext, TherapySectionizer
from rehabcode.nlp.facts import Reading
from rehabcode.nlp.helpers_named import with_named
from rehabcode.nlp.layout import layout
from rehabcode.nlp.medspacy_lite import create_medspacy_tokenizer
from rehabcode.nlp.readers import read_view
from rehabcode.nlp.view import NoteView
from rehabcode.nlp.words import words_of

FACTS = "rehabcode"


def _extend() -> None:
    for name, default in {
        "rehab_layout": None,
        "rehab_words": None,
        "rehab_word_doc": None,
        "rehab_sections": (),
        "rehab_items": (),
        "rehab_scopes": (),
        "reading": None,
    }.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)
    if not Doc.has_extension("rehab_token_at"):
        Doc.set_extension("rehab_token_at", method=_token_at)
    if not Doc.has_extension("facts"):
        Doc.set_extension("facts", getter=lambda doc: doc._.reading.facts if doc._.reading else ())
    if not Span.has_extension("fact"):
        Span.set_extension("fact", default=None)


def _token_at(doc: Doc, at: int) -> int:
    """Return the index of the first token that ends behind offset ``at``."""
    starts = doc.to_array("IDX")
    i = int(np.searchsorted(starts, at, side="right")) - 1
    if i < 0:
        return 0
    return i if at < int(starts[i]) + len(doc[i]) else i + 1


_extend()


@Language.factory("rehabcode_sentences")
def make_sentences(nlp: Language, name: str) -> Any:
    """Line- and bullet-aware sentences (see :mod:`rehabcode.nlp.layout`)."""

    def sentences(doc: Doc) -> Doc:
        text = doc.text
        found = layout(text)
        words = words_of(text, found)
        doc._.rehab_layout, doc._.rehab_words = found, words
        doc._.rehab_word_doc = Doc(
            doc.vocab, words=[text[a:b] for a, b in zip(words.starts, words.ends, strict=True)]
        )
        if len(doc):
            idx = doc.to_array("IDX")
            first = np.searchsorted(idx, [s.start for s in found.sentences], side="right") - 1
            starts = np.full((len(doc), 1), -1, dtype="int64")
            starts[0] = 1
            starts[[i for i in first if i >= 0]] = 1
            doc.from_array(["SENT_START"], starts.astype("uint64"))  # type: ignore[arg-type]
        return doc

    return sentences


@Language.factory("rehabcode_sections")
def make_sections(nlp: Language, name: str) -> TherapySectionizer:
    """MedspaCy sectionizer with therapy headings (see :mod:`rehabcode.nlp.sections`)."""
    return TherapySectionizer(nlp, name, native_rules.section_rules())


@Language.factory("rehabcode_targets", default_config={"spans": True})
def make_targets(nlp: Language, name: str, spans: bool) -> TargetFinder:
    """MedspaCy target rules of all lexicons (see :mod:`rehabcode.nlp.targets`)."""
    return TargetFinder(nlp, native_rules.target_rules(), spans=spans)


@Language.factory("rehabcode_context")
def make_context(nlp: Language, name: str) -> TherapyContext:
    """MedspaCy ConText with therapy rules (see :mod:`rehabcode.nlp.context`)."""
    return TherapyContext(nlp, name, native_rules.context_rules())


@Language.factory("rehabcode_facts", default_config={"spans": True})
def make_facts(nlp: Language, name: str, spans: bool) -> Any:
    """All readers: ``doc._.reading``, ``doc._.facts`` and the span group ``rehabcode``."""

    def facts(doc: Doc) -> Doc:
        view = NoteView(
            doc._.rehab_layout.text,
            doc._.rehab_layout,
            doc._.rehab_sections,
            with_named(doc._.rehab_layout.text, doc._.rehab_items),
            doc._.rehab_scopes,
        )
        doc._.reading = read_view(view)
        if spans:
            _publish(doc)
        return doc

    return facts


NEGATED = {"absent": "is_negated", "past": "is_historical", "possible": "is_uncertain", "family": "is_family"}


def _publish(doc: Doc) -> None:
    """Put the facts on the ``Doc`` as medspaCy users expect them: span group, labels, assertion attributes."""
    spans = []
    for fact in doc._.facts:
        span = doc.char_span(fact.start, fact.end, label=fact.kind, alignment_mode="expand")
        if span is None:
            continue
        span._.fact = fact
        attribute = NEGATED.get(fact.status, "is_hypothetical" if not fact.present else None)
        if attribute:
            span._.set(attribute, True)
        spans.append(span)
    doc.spans[FACTS] = spans


def load(*, rules: Path | None = None, spans: bool = True) -> Language:
    """Build the pipeline.

    Parameters
    ----------
    rules : Path, optional
        JSON file with further rules in medspaCy's own form: any of ``target_rules``, ``context_rules`` and
        ``section_rules``.
    spans : bool
        Whether targets and facts are published as span groups; plain reading does not need them.

    Returns
    -------
    Language
        A blank English pipeline with the medspaCy tokenizer and the five components.
    """
    nlp = spacy.blank("en")
    nlp.max_length = 50_000_000
    nlp.tokenizer = create_medspacy_tokenizer(nlp)
    nlp.add_pipe("rehabcode_sentences")
    nlp.add_pipe("rehabcode_sections")
    nlp.add_pipe("rehabcode_targets", config={"spans": spans})
    nlp.add_pipe("rehabcode_context")
    nlp.add_pipe("rehabcode_facts", config={"spans": spans})
    if rules is not None:
        add_rules(nlp, rules)
    return nlp


def add_rules(nlp: Language, path: Path) -> None:
    """Add a user's rules from one JSON file in medspaCy's form (see :func:`load`)."""
    rules = native_rules.user_rules(path)
    for name, more in (("targets", rules.targets), ("context", rules.cues), ("sections", rules.sections)):
        component: Any = nlp.get_pipe(f"rehabcode_{name}")
        component.add(more)


@cache
def default_pipeline() -> Language:
    """Return the shared pipeline without user rules, built on first use."""
    return load(spans=False)


def read(text: str, *, nlp: Language | None = None) -> Reading:
    """Read one note.

    Parameters
    ----------
    text : str
        The note as given; any Unicode, any line ends, any length.
    nlp : Language, optional
        A pipeline made by :func:`load`; the shared default one otherwise.
    """
    reading: Reading = (nlp or default_pipeline())(text)._.reading
    return reading
