"""``rehabcode check``: the codes, units and minutes of a claim, without a note."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

import typer

from rehabcode.cli import engine, output, terminal
from rehabcode.cli.problems import Exit, UserError
from rehabcode.cli.render_claim import render, wrong

ICD = re.compile(r"[A-Z][0-9][0-9AB](?:\.?[0-9A-Z]{1,4})?", re.IGNORECASE)
CPT = re.compile(r"(?P<code>[0-9]{5}|[A-Z][0-9]{4})(?:-[A-Z0-9]{2})*", re.IGNORECASE)
"""A procedure code, with or without modifiers."""
NUMBER = re.compile(r"[0-9]{1,4}")


class CheckFormat(StrEnum):
    """How the findings are written."""

    TEXT = "text"
    JSON = "json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One procedure of a claim."""

    cpt: str
    units: int | None = None
    minutes: int | None = None


def check(
    icd: Annotated[
        str, typer.Option("--icd", metavar="CODES", help="Diagnosis codes in claim order: M62.81,U09.9")
    ] = "",
    cpt: Annotated[
        str, typer.Option("--cpt", metavar="CPT:UNITS", help="Procedures with units: 97110:2,97140:1")
    ] = "",
    minutes: Annotated[
        str, typer.Option("--minutes", metavar="CPT=MINUTES", help="Minutes of procedures: 97110=37,97140=10")
    ] = "",
    form: Annotated[CheckFormat, typer.Option("--format", "-f", help="text or json.")] = CheckFormat.TEXT,
) -> None:
    """Check codes against the official exclusions and order, and units against minutes.

    Exit code 1 when something is wrong with the claim.
    """
    codes = icd_codes(icd)
    lines = procedures(cpt, minutes)
    if not codes and not lines:
        raise UserError("check", "needs --icd or --cpt; rehabcode check --help shows how", Exit.WRONG_USE)
    result = engine.check(codes, [(line.cpt, line.minutes, line.units) for line in lines])
    _write(result, form)
    if wrong(result):
        raise typer.Exit(Exit.FINDINGS)


def _write(result: dict[str, Any], form: CheckFormat) -> None:
    if form is CheckFormat.JSON:
        output.use_utf8(sys.stdout)
        sys.stdout.write(output.dump(result, indent=2) + "\n")
    else:
        sys.stdout.write(terminal.encodable(render(result, terminal.page(sys.stdout)), sys.stdout))


def icd_codes(given: str) -> list[str]:
    """Return the codes of a list as they are written officially: upper case, with the dot.

    Examples
    --------
    >>> icd_codes("m6281, U09.9")
    ['M62.81', 'U09.9']
    """
    codes = []
    for word in _words(given):
        if not ICD.fullmatch(word):
            raise UserError(
                "--icd", f"{word} has not the form of an ICD-10-CM code; write M62.81", Exit.WRONG_USE
            )
        bare = word.replace(".", "").upper()
        codes.append(bare[:3] + (f".{bare[3:]}" if bare[3:] else ""))
    return codes


def procedures(cpt: str, minutes: str) -> list[Line]:
    """Return the procedure lines of ``--cpt`` and ``--minutes``; a code in either of them is a line.

    A code that stands twice (by therapist and assistant, say) is one line with the sum; modifiers are left out.

    Examples
    --------
    >>> procedures("97110:2", "97110=37")
    [Line(cpt='97110', units=2, minutes=37)]
    >>> procedures("97110-GP:1,97110-GP-CQ:1", "97110=15,97110=15")
    [Line(cpt='97110', units=2, minutes=30)]
    """
    units = _added(_pair(word, ":", "--cpt", "97110:2") for word in _words(cpt))
    spent = _added(_pair(word, "=", "--minutes", "97110=37") for word in _words(minutes))
    if without := next((code for code, number in spent.items() if number is None), None):
        raise UserError("--minutes", f"{without} has no minutes; write {without}=37", Exit.WRONG_USE)
    return [
        Line(cpt=code, units=units.get(code), minutes=spent.get(code))
        for code in dict.fromkeys([*units, *spent])
    ]


def _added(pairs: Iterable[tuple[str, int | None]]) -> dict[str, int | None]:
    out: dict[str, int | None] = {}
    for code, number in pairs:
        before = out.get(code)
        out[code] = before if number is None else number + (before or 0)
    return out


def _words(given: str) -> list[str]:
    return [word for word in re.split(r"[\s,;]+", given) if word]


def _pair(word: str, sign: str, option: str, example: str) -> tuple[str, int | None]:
    code, _, number = word.partition(sign)
    found = CPT.fullmatch(code)
    if found is None or (number and not NUMBER.fullmatch(number)):
        raise UserError(option, f"{word} is not understood; write {example}", Exit.WRONG_USE)
    return found["code"].upper(), int(number) if number else None
