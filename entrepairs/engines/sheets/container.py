"""Archives: refused from their directory, then again from a counted stream.

A directory can lie about sizes, so every member is also unpacked into nothing and
counted before any reader that trusts the archive sees it.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from entrepairs.engines.sheets.problem import FileRefused

MAX_FILE = 20 * 1024 * 1024
MAX_UNPACKED = 150 * 1024 * 1024
MAX_MEMBERS = 2_000
MAX_CELLS = 2_000_000
_CHUNK = 256 * 1024
_LOCAL_HEADER = 30


def open_archive(content: bytes) -> zipfile.ZipFile:
    """The archive, once its directory and its real contents have been counted."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, struct.error) as error:
        raise FileRefused("corrupt") from error
    _refuse_by_directory(members)
    left = MAX_UNPACKED
    for member in members:
        left -= _unpacked_size(content, member, left)
    return archive


def _refuse_by_directory(members: list[zipfile.ZipInfo]) -> None:
    if any(member.flag_bits & 0x1 for member in members):
        raise FileRefused("password")
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
        raise FileRefused("zip_bomb", megabytes=MAX_UNPACKED // 1024 // 1024)


def _unpacked_size(content: bytes, member: zipfile.ZipInfo, left: int) -> int:
    """Bytes a member really unpacks to; never trusts its header."""
    packed = _packed(content, member)
    if member.compress_type == zipfile.ZIP_STORED:
        size = len(packed)
    elif member.compress_type == zipfile.ZIP_DEFLATED:
        size = _inflated(packed, min(left, member.file_size))
    else:
        raise FileRefused("corrupt")
    if size > left or size > member.file_size:
        raise FileRefused("zip_bomb", megabytes=MAX_UNPACKED // 1024 // 1024)
    if size < member.file_size:
        raise FileRefused("corrupt")
    return size


def _packed(content: bytes, member: zipfile.ZipInfo) -> memoryview:
    start = member.header_offset
    header = content[start : start + _LOCAL_HEADER]
    if len(header) < _LOCAL_HEADER or header[:4] != b"PK\x03\x04":
        raise FileRefused("corrupt")
    name, extra = struct.unpack("<HH", header[26:30])
    begin = start + _LOCAL_HEADER + name + extra
    packed = memoryview(content)[begin : begin + member.compress_size]
    if len(packed) < member.compress_size:
        raise FileRefused("corrupt")
    return packed


def _inflated(packed: memoryview, limit: int) -> int:
    """Bytes that come out of ``packed``; stops just past ``limit``."""
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    size, feed = 0, bytes(packed)
    try:
        while size <= limit:
            out = unpacker.decompress(feed, _CHUNK)
            size += len(out)
            feed = unpacker.unconsumed_tail
            if not out and not feed:
                break
    except zlib.error as error:
        raise FileRefused("corrupt") from error
    return size
