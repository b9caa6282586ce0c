"""HTML by construction: whatever is no Markup is escaped, so that no document can speak in the page's voice."""

import html
from collections.abc import Iterable

_VOID = frozenset({"meta"})


class Markup(str):
    """A piece of HTML that is safe as it is."""

    __slots__ = ()


def element(name: str, /, *children: object, **attributes: object) -> Markup:
    """The element `name`. Children are markup, texts (which are escaped), or iterables of both; None is nothing.

    A trailing underscore of an attribute's name is dropped, other underscores become hyphens; an attribute that is None or
    False is left out, one that is True stands without a value.
    """
    opening = "".join([name, *(_attribute(key, value) for key, value in attributes.items())])
    inside = "".join(map(_text, children))
    return Markup(f"<{opening}>" if name in _VOID else f"<{opening}>{inside}</{name}>")


def joined(*children: object) -> Markup:
    """Several pieces one after the other."""
    return Markup("".join(map(_text, children)))


def _text(child: object) -> str:
    if child is None:
        return ""
    if isinstance(child, Markup):
        return child
    if isinstance(child, str | int | float):
        return html.escape(_printable(str(child)))
    if isinstance(child, Iterable):
        return "".join(map(_text, child))
    raise TypeError(f"neither text nor markup: {child!r}")


def _attribute(key: str, value: object) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{html.escape(_printable(str(value)))}"'


def _printable(text: str) -> str:
    """Control characters, which HTML does not allow, as the replacement character; so that the page is valid."""
    return "".join(c if c >= " " or c in "\t\n" else "\ufffd" for c in text).encode("utf-8", "replace").decode("utf-8")
