"""Closed classes of English function words, as sets; the open classes are rule files."""


def word_set(words: str) -> frozenset[str]:
    """The words of a string, separated by white space."""
    return frozenset(words.split())


OPENING = word_set(
    """
    and but yet so meanwhile however finally lastly first second third similarly conversely nor moreover
    furthermore still then also instead indeed
    """
)
