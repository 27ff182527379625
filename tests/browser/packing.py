"""Makes pictures of pages small enough for a repository: few colours, packed hard."""

import struct
import zlib
from collections import Counter
from pathlib import Path

SIGNATURE = b"\x89PNG\r\n\x1a\n"
COLOURS = 256
TRUE_COLOUR, INDEXED = 2, 3
Colour = bytes


def shrink(file: Path) -> None:
    """Write a picture again with its most frequent colours; others become the nearest of these.

    ValueError for a picture that is not as Chromium takes them: 8 bits, red, green and blue.
    """
    width, height, pixels = read(file.read_bytes())
    counted = Counter(pixels)
    palette = [colour for colour, _count in counted.most_common(COLOURS)]
    index = {colour: palette.index(nearest(colour, palette)) for colour in counted}
    starts = range(0, width * height, width)
    rows = (bytes(index[one] for one in pixels[at : at + width]) for at in starts)
    packed = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    head = struct.pack(">IIBBBBB", width, height, 8, INDEXED, 0, 0, 0)
    parts = ((b"IHDR", head), (b"PLTE", b"".join(palette)), (b"IDAT", packed), (b"IEND", b""))
    file.write_bytes(SIGNATURE + b"".join(chunk(kind, body) for kind, body in parts))


def read(picture: bytes) -> tuple[int, int, list[Colour]]:
    """Width, height and the colours of a picture, row after row."""
    parts, place = [], len(SIGNATURE)
    while place < len(picture):
        (length,) = struct.unpack_from(">I", picture, place)
        parts.append((picture[place + 4 : place + 8], picture[place + 8 : place + 8 + length]))
        place += length + 12
    width, height, bits, kind = struct.unpack_from(">IIBB", dict(parts)[b"IHDR"])
    if (bits, kind) != (8, TRUE_COLOUR):
        raise ValueError(f"The picture has {bits} bits of kind {kind}; 8 of kind 2 are wanted.")
    packed = zlib.decompress(b"".join(body for name, body in parts if name == b"IDAT"))
    return width, height, plain(packed, 3 * width)


def plain(packed: bytes, length: int) -> list[Colour]:
    """Colours of rows of which each byte is stored as what differs from its neighbours."""
    colours: list[Colour] = []
    above = bytearray(length)
    for start in range(0, len(packed), length + 1):
        row = bytearray(packed[start + 1 : start + 1 + length])
        undo(packed[start], row, above)
        colours += [bytes(row[at : at + 3]) for at in range(0, length, 3)]
        above = row
    return colours


def undo(kind: int, row: bytearray, above: bytearray) -> None:
    """Add to each byte of a row what its neighbours foretell; the kinds are PNG's filters."""
    for at in range(len(row)) if kind else ():
        left, corner = (row[at - 3], above[at - 3]) if at >= 3 else (0, 0)
        up = above[at]
        told = (0, left, up, (left + up) // 2, paeth(left, up, corner))[kind]
        row[at] = (row[at] + told) & 255


def paeth(left: int, up: int, corner: int) -> int:
    """The neighbour that is nearest to left + up - corner."""
    aim = left + up - corner
    return min((left, up, corner), key=lambda one: abs(aim - one))


def nearest(colour: Colour, palette: list[Colour]) -> Colour:
    """The colour of a palette that is most like another."""
    if colour in palette:
        return colour
    return min(palette, key=lambda one: sum((a - b) ** 2 for a, b in zip(one, colour, strict=True)))


def chunk(kind: bytes, body: bytes) -> bytes:
    """One part of a PNG file."""
    check = zlib.crc32(kind + body)
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", check)
