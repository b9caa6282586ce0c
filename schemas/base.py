"""The base of every model: frozen, closed to unknown fields, serialised in field order."""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Offset = Annotated[int, Field(ge=0)]


class Record(BaseModel):
    """A frozen value; an unknown field is an error, so that a misspelt one cannot be lost."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_enum_values=False, ser_json_inf_nan="constants")


class Evidence(Record):
    """A half-open range of Unicode code points in the canonical text: ``text[start:end]`` is the verbatim passage."""

    start: Offset = Field(description="First code point of the passage, counted from 0.")
    end: Offset = Field(description="One past the last code point of the passage.")

    @model_validator(mode="after")
    def _not_empty(self) -> Self:
        if self.end <= self.start:
            raise ValueError(f"evidence must not be empty: start {self.start}, end {self.end}")
        return self

    def slice(self, text: str) -> str:
        """The passage in `text`, the canonical text of the same document."""
        return text[self.start : self.end]
