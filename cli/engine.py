"""The one seam between the command line and the engine; nothing of it is imported before it is needed."""

from __future__ import annotations

import gc
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rehabcode.cli.problems import Exit, UserError

if TYPE_CHECKING:
    from rehabcode.models.classifier import LinearClassifier
    from rehabcode.nlp.facts import Reading

Report = dict[str, Any]


@contextmanager
def _silent() -> Iterator[None]:
    """Keep warnings of libraries off stderr: they may quote what they are about."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the garbage collector from what is built to stay: it would go through all rules again and again."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        if on:
            gc.enable()


def load() -> None:
    """Load the reader, so that a failure to load is told once and not for every note."""
    with _silent():
        reader()
        classifier()


_reader: Callable[[str], Reading] | None = None
"""A reader with the user's own rules, in place of the default one."""


def reader() -> Callable[[str], Reading]:
    """Return what reads notes."""
    return _reader or _shipped_reader()


@cache
def _shipped_reader() -> Callable[[str], Reading]:
    with _uncollected():
        from rehabcode.nlp.fast import default_reader

        return default_reader()


def use_rules(path: str | None) -> None:
    """Read notes with the user's rules in addition; None for the project's alone.

    Literal rules are read without a ``Doc``; token patterns and regular expressions by the medspaCy pipeline.

    Raises
    ------
    UserError
        If the file cannot be read or is not in medspaCy's form.
    """
    global _reader
    if path is None:
        _reader = None
        return
    try:
        with _silent(), _uncollected():
            _reader = _reader_with(Path(path))
    except OSError:
        raise UserError(path, "cannot be read; name a JSON file of rules", Exit.WRONG_USE) from None
    except ValueError as problem:
        raise UserError("--rules", str(problem), Exit.WRONG_USE) from None


def _reader_with(path: Path) -> Callable[[str], Reading]:
    from rehabcode.nlp.native_rules import needs_pipeline, user_rules

    if not needs_pipeline(user_rules(path)):
        from rehabcode.nlp.fast import FastReader

        return FastReader(path)
    from rehabcode.nlp import pipeline

    nlp = pipeline.load(rules=path, spans=False)
    return lambda text: pipeline.read(text, nlp=nlp)


_chosen: LinearClassifier | None = None
"""The user's own model, in place of the shipped one."""


def classifier() -> LinearClassifier:
    """Return the model whose opinion is heard.

    Raises
    ------
    UserError
        If the shipped model is not the one that belongs to this version.
    """
    from rehabcode.models.classifier import ModelError, shipped

    if _chosen is not None:
        return _chosen
    try:
        return shipped()
    except (ModelError, OSError) as problem:
        why = problem if isinstance(problem, ModelError) else "cannot be read"
        raise UserError("the shipped model", f"{why}; install the package again") from None


def use_model(path: str | None, sha256: str | None) -> None:
    """Choose the user's own model; None for the shipped one.

    Raises
    ------
    UserError
        If it is another file than its digest says, or not made for this version.
    """
    global _chosen
    if path is None:
        if sha256 is not None:
            raise UserError("--model-sha256", "goes with --model", Exit.WRONG_USE)
        _chosen = None
        return
    from rehabcode.models.classifier import ModelError, load

    try:
        _chosen = load(Path(path), sha256 or "")
    except ModelError as problem:
        raise UserError(path, str(problem)) from None
    except OSError as error:
        raise UserError(
            path, f"cannot be read: {error.strerror or type(error).__name__}", Exit.WRONG_USE
        ) from None


def read(text: str) -> Reading:
    """Return the facts of a note."""
    with _silent():
        return reader()(text)


def answer(
    text: str, *, note_id: str, meta: Mapping[str, Any], date: str | None = None, explain: bool = False
) -> Report:
    """Return the report on one note, in the form of the report contract.

    Parameters
    ----------
    text
        The note as given.
    note_id, meta
        What identifies the note; passed through.
    date
        Date of service (ISO) that overrides the one in the note.
    explain
        Whether the report tells of every rule why it fired or not.
    """
    reading = read(text)
    with _silent():
        from rehabcode.models.decision import decide
        from rehabcode.models.report import report

        model = classifier()
        return report(
            reading,
            decide(reading, model),
            note_id=note_id,
            meta=dict(meta),
            date=date,
            model=model.sha256,
            explain=explain,
        )


def check(codes: Sequence[str], procedures: Sequence[tuple[str, int | None, int | None]]) -> Report:
    """Return what is wrong with a claim: the parts of a report that need no note.

    Parameters
    ----------
    codes
        Diagnosis codes in claim order.
    procedures
        CPT code, minutes and units of each line, None where not given.

    Returns
    -------
    dict
        ``codes`` (title; ``billable``, None where the table does not hold the family), and ``conflicts``,
        ``gaps``, ``claim``, ``review`` as in a report.
    """
    from rehabcode.models.decision import decide
    from rehabcode.models.gaps import GAPS
    from rehabcode.models.report import report
    from rehabcode.nlp.facts import CodeWritten, Fact, Procedure, Reading

    written: list[Fact] = [
        # The place gives the order on the claim.
        CodeWritten(start=i, end=i, text="", id=f"code{i}", code=code)
        for i, code in enumerate(codes, 1)
    ]
    billed: list[Fact] = [
        Procedure(start=0, end=0, text="", id=f"cpt{i}", cpt=cpt, minutes=minutes, units=units)
        for i, (cpt, minutes, units) in enumerate(procedures, 1)
    ]
    reading = Reading(text="", facts=(*written, *billed), setting="therapy")
    whole = report(reading, decide(reading), note_id="claim")
    about_notes = {gap.id for gap in GAPS if gap.documentation}
    return {
        "codes": [_entry(code) for code in codes],
        "conflicts": whole["conflicts"],
        "gaps": [gap for gap in whole["gaps"] if gap["id"] not in about_notes],
        "claim": whole["claim"],
        "review": whole["review"],
    }


def _entry(code: str) -> Report:
    from rehabcode.models.official import Official

    official = Official.load()
    known = official.knows_category(code)
    billable = official.is_billable(code) if known else None
    return {"code": code, "title": official.title(code), "billable": billable}
