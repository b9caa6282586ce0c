"""The stable codes of what can be wrong with a document, each with its meaning and what to do.

Quarantine codes keep a document out of the dataset; notes are diagnostics that reading adds to its brief.
"""

import types
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """One code: its name, what it means and what the user can do."""

    name: str
    meaning: str
    next_step: str


def _by_name(*codes: Code) -> Mapping[str, Code]:
    return types.MappingProxyType({code.name: code for code in codes})


CODES: Mapping[str, Code] = _by_name(
    Code("empty", "The file holds no text, or only white space.", "Fill the file or delete it, then run again."),
    Code(
        "undecodable",
        "The bytes are neither UTF-8, UTF-16 with a byte order mark, nor Windows-1252 text.",
        "Save the document as UTF-8 text, then run again.",
    ),
    Code(
        "binary",
        "The file is no text although its name says so: it holds NUL or mostly control characters.",
        "Export the document as plain text under this name, or rename the file.",
    ),
    Code(
        "too-large",
        "The file is larger than the limit for one document.",
        "Split the document, or raise the limit: CASEBRIEF_MAX_BYTES.",
    ),
    Code(
        "unreadable",
        "The file system refused to open or to read the file.",
        "Give the user who runs casebrief the right to read the file, or check the disk; then run again.",
    ),
    Code("vanished", "The file was there when the folder was listed and gone when it was read.", "Run again."),
    Code(
        "not-a-file",
        "The name leads to no regular file: a broken link, a pipe, a socket or a device.",
        "Replace it by the document itself or remove it.",
    ),
    Code(
        "outside-input",
        "A symbolic link leads out of the input folder.",
        "Copy the document into the input folder in place of the link.",
    ),
    Code(
        "undecodable-name",
        "The file's name is not valid text in the file system's encoding.",
        "Rename the file.",
    ),
    Code(
        "nothing-found",
        "The text holds nothing that belongs to a case solution.",
        "Check that the document is a case solution in English; remove it from the input if it is not.",
    ),
    Code(
        "extractor-failed",
        "The extractor failed on this document; that is a defect of casebrief.",
        "Report it with the document, or its shortest part that still fails.",
    ),
)

NOTES: Mapping[str, Code] = _by_name(
    Code(
        "decoded-as-cp1252",
        "The bytes are no UTF-8 and were read as Windows-1252.",
        "Check quotation marks and accents; save the document as UTF-8.",
    ),
    Code("decoded-as-utf-16", "The bytes are UTF-16 and were read as such.", "Nothing, or save the document as UTF-8."),
    Code(
        "line-ends-normalised",
        "CR LF or CR line ends were read as LF; offsets count in the text so read.",
        "Nothing: use the canonical text of the output with the offsets.",
    ),
)
