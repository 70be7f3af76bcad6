"""``rehabcode suggest``: the code a note supports, the evidence for it and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, TextIO

import typer

from rehabcode.cli import engine, inputs, output, terminal
from rehabcode.cli.note import Note
from rehabcode.cli.options import Force, Model, ModelSha256, OutFile, Rules
from rehabcode.cli.problems import Exit, UserError, gravest, tell, unexpected


class Format(StrEnum):
    """How answers are written."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"


class Severity(StrEnum):
    """How grave a gap is, the least first."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


RANK = {severity.value: rank for rank, severity in enumerate(Severity)}
DATE_FORMS = ("%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the user asked for."""

    form: Format
    explain: bool
    date: str | None
    quiet: bool
    fail_on: str | None
    array: bool
    """Whether JSON reports stand in one array."""


def suggest(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE ...]",
            help="Notes to answer (.txt, .md, or .jsonl with one note a line); - or none: standard input.",
            show_default=False,
        ),
    ] = None,
    form: Annotated[
        Format | None,
        typer.Option("--format", "-f", help="text, json, or jsonl (one report a line). [default: text]"),
    ] = None,
    out: OutFile = None,
    force: Force = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show all evidence, and why each rule fired or not.")
    ] = False,
    date: Annotated[
        str | None,
        typer.Option("--date", metavar="DATE", help="Date of service (2026-03-04 or 3/4/2026)."),
    ] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="One line a note, no prompt, no notices.")
    ] = False,
    fail_on: Annotated[
        Severity | None,
        typer.Option("--fail-on", help="Exit with 1 when a gap of this severity or above is found."),
    ] = None,
    rules: Rules = None,
    model: Model = None,
    model_sha256: ModelSha256 = None,
) -> None:
    """Say which code each note supports, on what evidence, and what it lacks.

    Paste a note on a terminal and end with Ctrl-D, pipe one in, or name files. A .jsonl file holds one
    {"id": ..., "text": ...} a line; it is answered line by line, in order, and its other fields pass through.
    """
    engine.use_rules(rules)
    engine.use_model(model, model_sha256)
    paths = tuple(files or ())
    options = Options(
        form=form or _form_of(out),
        explain=explain,
        date=date_of_service(date),
        quiet=quiet,
        fail_on=fail_on.value if fail_on else None,
        array=inputs.several(paths),
    )
    with output.opened(out, force=force, inputs=paths) as stream:
        code = answer_all(paths, options, stream)
    if code:
        raise typer.Exit(code)


def _form_of(out: str | None) -> Format:
    """Return the format that the name of the output file asks for."""
    suffix = (out or "").lower().rpartition(".")[2]
    return Format(suffix) if suffix in (Format.JSON, Format.JSONL) else Format.TEXT


def date_of_service(given: str | None) -> str | None:
    """Return a date as ISO date.

    Raises
    ------
    UserError
        When it is none.

    Examples
    --------
    >>> date_of_service("3/4/2026")
    '2026-03-04'
    """
    if given is None:
        return None
    for form in DATE_FORMS:
        try:
            return datetime.strptime(given.strip(), form).date().isoformat()
        except ValueError:
            continue
    raise UserError("--date", "is no date; write it as 2026-03-04 or 3/4/2026", Exit.WRONG_USE)


def answer_all(paths: Sequence[str], options: Options, stream: TextIO) -> Exit:
    """Answer every note that can be read, tell of every one that cannot, and return the exit code."""
    writer = Writer(stream, options)
    code = Exit.DONE
    noticed: set[str] = set()
    for item in inputs.notes(paths, quiet=options.quiet):
        try:
            if isinstance(item, UserError):
                raise item
            _notice(item, options.quiet, noticed)
            report = _answer(item, options)
        except UserError as problem:
            tell(problem)
            code = gravest(code, problem.exit)
            continue
        writer.write(report, item.text)
        if _found(report, options.fail_on):
            code = gravest(code, Exit.FINDINGS)
    writer.close()
    return code


def _notice(note: Note, quiet: bool, noticed: set[str]) -> None:
    """Tell how a note was read: once for a file, however many rows need it."""
    source = note.place.partition(", row ")[0]
    for notice in note.notices:
        if not quiet and source not in noticed:
            noticed.add(source)
            tell(f"{note.place}: {notice}")


def _answer(note: Note, options: Options) -> dict[str, Any]:
    engine.load()
    try:
        return engine.answer(
            note.text,
            note_id=note.id,
            meta=note.meta,
            date=options.date or _stated_date(note),
            explain=options.explain,
        )
    except Exception as error:
        raise UserError(
            note.place, f"was not answered: {unexpected(error)}; please report this line"
        ) from None


def _stated_date(note: Note) -> str | None:
    """Return the ``date`` field of a record when it is an ISO date."""
    given = note.meta.get("date")
    try:
        return datetime.fromisoformat(given).date().isoformat() if isinstance(given, str) else None
    except ValueError:
        return None


def _found(report: dict[str, Any], fail_on: str | None) -> bool:
    return fail_on is not None and any(RANK[gap["severity"]] >= RANK[fail_on] for gap in report["gaps"])


class Writer:
    """Writes reports one after the other, each as soon as it is there."""

    def __init__(self, stream: TextIO, options: Options) -> None:
        self._stream = stream
        self._options = options
        self._written = 0
        if options.form is not Format.TEXT:
            output.use_utf8(stream)

    def write(self, report: dict[str, Any], text: str) -> None:
        """Write one report."""
        for piece in self._pieces(report, text):
            self._stream.write(piece)
        self._stream.flush()
        self._written += 1

    def close(self) -> None:
        """Write what closes the output."""
        if self._options.form is Format.JSON and self._options.array and self._written:
            self._stream.write("\n]\n")

    def _pieces(self, report: dict[str, Any], text: str) -> Iterator[str]:
        if self._options.form is Format.JSONL:
            yield output.dump(report) + "\n"
        elif self._options.form is Format.JSON:
            if self._options.array:
                yield ",\n" if self._written else "[\n"
            yield output.dump(report, indent=2) + ("" if self._options.array else "\n")
        else:
            yield from self._view(report, text)

    def _view(self, report: dict[str, Any], text: str) -> Iterator[str]:
        from rehabcode.cli import render_text

        page = terminal.page(self._stream)
        if self._options.quiet:
            page.put(render_text.one_line(report), hang=2)
            yield terminal.encodable(page.text(), self._stream)
            return
        if self._written:
            yield "\n"
        view = render_text.render(report, text, page, explain=self._options.explain)
        yield terminal.encodable(view, self._stream)
