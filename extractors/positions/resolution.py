"""Joining a pronoun or a short name to a holder named before; where two fit equally, none is chosen."""

from collections.abc import Sequence

from extractors.positions.kinds import _WORD
from extractors.positions.values import Mention
from schemas.enums import StakeholderKind

_BY_PRONOUN = {
    "he": StakeholderKind.PERSON,
    "she": StakeholderKind.PERSON,
    "it": StakeholderKind.ORGANIZATION,
    "they": StakeholderKind.GROUP,
}


def resolve(short_name: str, holders: Sequence[Mention]) -> int | None:
    """The index in `holders` (in order of mention) of the one that a pronoun, surname or short definite phrase means.

    A pronoun means the last holder of its kind; a name means the one holder whose name or role contains its words. None
    where nothing or more than one holder fits.
    """
    words = _folded(short_name)
    if not words:
        return None
    if len(words) == 1 and words[0] in _BY_PRONOUN:
        kind = _BY_PRONOUN[words[0]]
        fitting = [at for at, holder in enumerate(holders) if holder.kind is kind]
        if not fitting and words[0] == "they":
            fitting = [at for at, holder in enumerate(holders) if holder.kind is StakeholderKind.ORGANIZATION]
        return fitting[-1] if fitting else None
    whole = [at for at, holder in enumerate(holders) if _folded(holder.name) == words]
    if whole:
        return whole[-1]
    for texts in ([holder.name for holder in holders], [holder.role or "" for holder in holders]):
        fitting = [at for at, text in enumerate(texts) if _contains(_folded(text), words)]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            return None
    initials = short_name.strip()
    if initials.isupper() and len(initials) >= 2:
        fitting = [
            at
            for at, holder in enumerate(holders)
            if "".join(w[0] for w in _WORD.findall(holder.name) if w[0].isupper()) == initials
        ]
        return fitting[0] if len(fitting) == 1 else None
    return None


def _folded(name: str) -> list[str]:
    words = [word.lower().replace("’", "'").removesuffix("'s").rstrip("'") for word in _WORD.findall(name)]
    return [word for word in words if word not in {"the", "a", "an", "its", "their", "his", "her", "mr", "mrs", "ms"}]


def _contains(words: list[str], part: list[str]) -> bool:
    """Whether all words of `part` stand in `words`, in order, the last one as the last word of its phrase."""
    rest = iter(words)
    return bool(words) and all(word in rest for word in part)
