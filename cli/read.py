"""``rehabcode read``: just the facts of a note, highlighted."""

from __future__ import annotations

import hashlib
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rehabcode.cli import engine, inputs, output, terminal
from rehabcode.cli.note import Note
from rehabcode.cli.options import Force, OutFile, Rules
from rehabcode.cli.problems import Exit, UserError, gravest, tell, unexpected

if TYPE_CHECKING:
    from rehabcode.nlp.facts import Reading


class ReadFormat(StrEnum):
    """How facts are shown."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


def read(
    note: Annotated[
        str,
        typer.Argument(
            metavar="[NOTE]", help="The note to read (.txt, .md, .jsonl); - or none: standard input."
        ),
    ] = inputs.STDIN,
    form: Annotated[
        ReadFormat, typer.Option("--format", "-f", help="text, json, or html (one file, opens from disk).")
    ] = ReadFormat.TEXT,
    out: OutFile = None,
    force: Force = False,
    rules: Rules = None,
) -> None:
    """Show what is read in a note: every fact with its place, its meaning and its status."""
    engine.use_rules(rules)
    code = Exit.DONE
    sheets: list[dict[str, Any]] = []
    with output.opened(out, force=force, inputs=(note,)) as stream:
        for item in inputs.notes((note,)):
            try:
                if isinstance(item, UserError):
                    raise item
                for notice in item.notices:
                    tell(f"{item.place}: {notice}")
                sheets.append(_sheet(item))
            except UserError as problem:
                tell(problem)
                code = gravest(code, problem.exit)
        if sheets:
            if form is not ReadFormat.TEXT:
                output.use_utf8(stream)
            stream.write(_rendered(sheets, form, inputs.several((note,)), stream))
    if code:
        raise typer.Exit(code)


def _sheet(note: Note) -> dict[str, Any]:
    """Return what was read in a note, as plain values, with its text."""
    engine.load()
    try:
        return facts_sheet(note, engine.read(note.text))
    except Exception as error:
        raise UserError(note.place, f"was not read: {unexpected(error)}; please report this line") from None


def facts_sheet(note: Note, reading: Reading) -> dict[str, Any]:
    """Return the reading in the report's own names; ``text`` beside it for the views that show it."""
    return {
        "text": note.text,
        "sheet": {
            "schema": "rehabcode/1",
            "note": {
                "id": note.id,
                "chars": len(note.text),
                "sha256": hashlib.sha256(note.text.encode()).hexdigest(),
                "setting": reading.setting,
                "kind": reading.note_kind,
                "date": reading.date,
                "meta": dict(note.meta),
            },
            "facts": [fact.to_dict() for fact in reading.facts],
        },
    }


def _rendered(sheets: list[dict[str, Any]], form: ReadFormat, array: bool, stream: Any) -> str:
    if form is ReadFormat.JSON:
        found = [sheet["sheet"] for sheet in sheets]
        return output.dump(found if array else found[0], indent=2) + "\n"
    if form is ReadFormat.HTML:
        from rehabcode.cli import render_html

        return render_html.facts_document([(sheet["sheet"], sheet["text"]) for sheet in sheets])
    from rehabcode.cli import render_facts

    views = [render_facts.render(sheet["sheet"], sheet["text"], terminal.page(stream)) for sheet in sheets]
    return terminal.encodable("\n".join(views), stream)
