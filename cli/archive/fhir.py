"""FHIR resources with notes inside: DocumentReference and DiagnosticReport, attachments as inline base64."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Mapping
from typing import Any

from rehabcode.cli.archive.documents import suffix_of, text_of
from rehabcode.cli.note import Note
from rehabcode.cli.problems import UserError

WITH_NOTES = ("DocumentReference", "DiagnosticReport")


def is_resource(record: Mapping[str, Any]) -> bool:
    """Whether a record is a FHIR resource."""
    return isinstance(record.get("resourceType"), str)


def notes_of(resource: Mapping[str, Any], place: str, default_id: str) -> Iterator[Note | UserError]:
    """Yield the note of every attachment of a resource; resources of other types hold none."""
    if resource["resourceType"] not in WITH_NOTES:
        return
    base_id = str(resource.get("id") or default_id)
    attachments = list(_attachments(resource))
    if not attachments:
        yield UserError(place, "is a resource without an attachment")
    for i, attachment in enumerate(attachments, 1):
        note_id = base_id if len(attachments) == 1 else f"{base_id}#{i}"
        try:
            yield _note(attachment, resource, place, note_id)
        except UserError as problem:
            yield problem


def _attachments(resource: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for content in _list(resource.get("content")):
        if isinstance(attachment := content.get("attachment"), dict):
            yield attachment
    yield from _list(resource.get("presentedForm"))


def _list(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _note(attachment: Mapping[str, Any], resource: Mapping[str, Any], place: str, note_id: str) -> Note:
    data = attachment.get("data")
    if not isinstance(data, str):
        raise UserError(place, "has an attachment that is not inline (no data); export it with its data")
    try:
        raw = base64.b64decode(data, validate=False)
    except (binascii.Error, ValueError):
        raise UserError(place, "has an attachment that is no base64") from None
    content_type = str(attachment.get("contentType") or "")
    decoded = text_of(_utf8(raw, content_type), suffix_of(content_type, raw), place)
    meta = {
        "date": _date(resource),
        "therapist": _author(resource),
        "subject": _reference(resource.get("subject")),
        "resource": resource["resourceType"],
    }
    return Note(
        text=decoded.text,
        id=note_id,
        place=place,
        meta={key: value for key, value in meta.items() if value},
        notices=(decoded.notice,) if decoded.notice else (),
    )


def _utf8(raw: bytes, content_type: str) -> bytes:
    """Return a text in the character set that it is said to be in as UTF-8."""
    _, _, charset = content_type.lower().partition("charset=")
    charset = charset.strip(" \"';")
    if not charset or charset in ("utf-8", "utf8", "us-ascii"):
        return raw
    try:
        return raw.decode(charset).encode()
    except (LookupError, UnicodeDecodeError):
        return raw


def _date(resource: Mapping[str, Any]) -> str | None:
    context = resource.get("context")
    period = context.get("period") if isinstance(context, dict) else None
    started = period.get("start") if isinstance(period, dict) else None
    for given in (started, resource.get("effectiveDateTime"), resource.get("date"), resource.get("issued")):
        if isinstance(given, str):
            return given
    return None


def _author(resource: Mapping[str, Any]) -> str | None:
    for author in [*_list(resource.get("author")), *_list(resource.get("performer"))]:
        if name := _reference(author):
            return name
    return None


def _reference(value: Any) -> str | None:
    found = value.get("display") or value.get("reference") if isinstance(value, dict) else None
    return found if isinstance(found, str) else None
