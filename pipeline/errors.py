"""All errors of the pipeline.

CasebriefError
├── SettingError        a setting that cannot be used; the command ends with status 2
│   └── OutputBusyError     another run writes to the same output
└── DocumentError       a document that cannot be briefed; it is quarantined and the run goes on
"""

from pipeline.codes import CODES


class CasebriefError(Exception):
    """The base of the tree; its message is meant for the user."""


class SettingError(CasebriefError):
    """What is wrong, where it stands and what to do instead, in one message."""


class OutputBusyError(SettingError):
    """Another run holds the output folder."""


class DocumentError(CasebriefError):
    """A document that cannot be briefed: a stable `code` of `pipeline.codes.CODES` and what was seen in this document."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message

    @property
    def next_step(self) -> str:
        """What the user can do about it."""
        return CODES[self.code].next_step

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"
