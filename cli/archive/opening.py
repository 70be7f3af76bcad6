"""Addresses -> binary streams: local files, fsspec addresses, members of zip archives, packed or UTF-16.

Whatever is unpacked is watched: a stream that grows beyond all reason is refused before it fills memory
or time.
"""

from __future__ import annotations

import gzip
import io
import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib import import_module
from typing import IO, Any, BinaryIO, cast

from rehabcode.cli import records
from rehabcode.cli.archive.source import Source
from rehabcode.cli.problems import Exit, UserError

MAX_RATIO = 500
"""Growth at unpacking that no archive of notes shows: text shrinks 3 to 50 times, a bomb 1000 times."""
UNSUSPECTED = 64 * 1024 * 1024
"""Bytes that may come out of a packed file whatever its ratio."""
MAX_WHOLE = 256 * 1024 * 1024
"""Most bytes of a packed Parquet file or a document, which are held in memory."""


def is_address(path: str) -> bool:
    """Whether ``path`` is an address for fsspec, not a local path."""
    return "://" in path


def needed(module: str, package: str, place: str, extra: str = "scan") -> Any:
    """Import an optional package.

    Raises
    ------
    UserError
        When it is not installed; says how to install it.
    """
    try:
        return import_module(module)
    except ImportError:
        raise UserError(
            place, f"needs the package {package}: pip install 'rehabcode[{extra}]'", Exit.WRONG_USE
        ) from None


def file_system(address: str) -> tuple[Any, str]:
    """Return fsspec's file system of an address and the path in it."""
    fsspec = needed("fsspec", "fsspec", address)
    try:
        system, path = fsspec.core.url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise UserError(
            address, f"cannot be opened: its kind of address needs a further package ({type(error).__name__})"
        ) from None
    return system, path


def open_raw(address: str) -> BinaryIO:
    """Open a file as stored; seekable."""
    if is_address(address):
        system, path = file_system(address)
        return cast(BinaryIO, system.open(path, "rb"))
    return open(address, "rb")


def stat(address: str) -> tuple[int, str]:
    """Return size and stamp of a file."""
    if is_address(address):
        system, path = file_system(address)
        found = system.info(path)
        stamp = next(
            (str(found[k]) for k in ("ETag", "etag", "mtime", "created", "LastModified") if k in found), ""
        )
        return int(found.get("size") or 0), stamp
    status = os.stat(address)
    return status.st_size, str(status.st_mtime_ns)


@contextmanager
def opened(source: Source) -> Iterator[BinaryIO]:
    """Open a source as the stream of its bytes: unpacked, UTF-16 made UTF-8.

    Raises
    ------
    UserError
        When it is not there, has changed since the scan began, is damaged, or grows beyond all reason.
    """
    with ExitStack() as stack, _told(source):
        yield _plain(_bytes(source, stack))


def _bytes(source: Source, stack: ExitStack) -> Any:
    """Return the stream of a source's bytes as they are, unpacked; ``stack`` closes it."""
    raw = stack.enter_context(_checked(source))
    stream: Any = _member(source, raw, stack) if source.member else raw
    return stack.enter_context(_unpacked(source, stream)) if source.suffixes[1] else stream


@contextmanager
def _told(source: Source) -> Iterator[None]:
    """Turn what can go wrong while reading into a sentence."""
    try:
        yield
    except UserError:
        raise
    except FileNotFoundError:
        raise UserError(source.name, "was there when the scan began and is gone") from None
    except (zlib.error, EOFError, zipfile.BadZipFile, gzip.BadGzipFile) as error:
        raise UserError(source.name, f"is damaged: it cannot be unpacked ({type(error).__name__})") from None
    except OSError as error:
        raise UserError(source.name, f"cannot be read: {error.strerror or type(error).__name__}") from None
    except Exception as error:
        if type(error).__name__ != "ZstdError":
            raise
        raise UserError(source.name, "is damaged: it cannot be unpacked (ZstdError)") from None


@contextmanager
def _checked(source: Source) -> Iterator[BinaryIO]:
    """Open the file; refuse it when it is no longer the one that was planned with."""
    size, stamp = stat(source.address)
    if stamp != source.stamp or (not source.member and size != source.size):
        raise UserError(source.name, "has changed since the scan began; scan it again with --force")
    with open_raw(source.address) as raw:
        yield raw


def _member(source: Source, raw: BinaryIO, stack: ExitStack) -> IO[bytes]:
    archive = stack.enter_context(zipfile.ZipFile(raw))
    try:
        info = archive.getinfo(source.member)
        if info.file_size > max(UNSUSPECTED, MAX_RATIO * info.compress_size):
            raise bomb(source.name)
        return stack.enter_context(archive.open(info))
    except RuntimeError:
        raise UserError(source.name, "is encrypted; unpack it first") from None
    except NotImplementedError:
        raise UserError(
            source.name, "is packed by a method that is not supported; pack it as usual"
        ) from None


def bomb(name: str) -> UserError:
    """Return the problem of a file that grows beyond all reason."""
    return UserError(
        name,
        f"grows more than {MAX_RATIO}-fold when unpacked, as no archive of notes does (a zip bomb?); "
        "left out",
    )


def _unpacked(source: Source, stream: BinaryIO) -> Any:
    if source.suffixes[1] == ".gz":
        unpacked: Any = gzip.GzipFile(fileobj=stream)
    else:
        zstandard = needed("zstandard", "zstandard", source.name)
        unpacked = zstandard.ZstdDecompressor().stream_reader(stream, read_across_frames=True)
    return io.BufferedReader(_Watched(unpacked, source), 1 << 18)


class _Watched(io.RawIOBase):
    """An unpacked stream that is refused when it grows beyond all reason."""

    def __init__(self, stream: Any, source: Source) -> None:
        self._stream = stream
        self._source = source
        self._most = max(UNSUSPECTED, MAX_RATIO * source.size)
        self._seen = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(len(buffer))
        self._seen += len(data)
        if self._seen > self._most:
            raise bomb(self._source.name)
        buffer[: len(data)] = data
        return len(data)


def _plain(stream: Any) -> BinaryIO:
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream, 1 << 18)
    return records.recoded(cast(BinaryIO, buffered), buffered.peek(2)[:2])


def skip_to(stream: BinaryIO, offset: int) -> None:
    """Move a fresh stream to ``offset``: at once where it can seek, else by reading."""
    if stream.seekable():
        stream.seek(offset)
        return
    left = offset
    while left and (data := stream.read(min(left, 1 << 20))):
        left -= len(data)


def whole(source: Source, limit: int = MAX_WHOLE) -> bytes:
    """Return the bytes of a source as they are, unpacked, at most ``limit`` and one."""
    with ExitStack() as stack, _told(source):
        return cast(bytes, _bytes(source, stack).read(limit + 1))
