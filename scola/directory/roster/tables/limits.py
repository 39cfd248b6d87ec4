"""How much a table may hold. Beyond, it is refused with a sentence: memory stays bounded."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    # Bytes of one file; 100 000 pupils with guardians weigh about 40 MB.
    file_bytes: int = 256 * 1024 * 1024
    # Characters of one line, and of one cell.
    line: int = 32_768
    cell: int = 2_000
    columns: int = 500
    rows: int = 2_000_000
    # Lines that one quoted cell may span before its quote counts as forgotten.
    lines_of_cell: int = 20


USUAL = Limits()
