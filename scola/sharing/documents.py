"""Pages of live documents that posts show: the domains that own them say where they open."""

_url_names: dict[str, str] = {}


def register_document_kind(kind: str, url_name: str) -> None:
    """`register_document_kind("page", "board:view")`: the address takes the document's id."""
    _url_names[kind] = url_name


def url_name_of(document: str) -> tuple[str, str] | None:
    """(url name, id) of "page:abc…", or None when no domain shows that kind."""
    kind, _colon, key = document.partition(":")
    name = _url_names.get(kind)
    return (name, key) if name and key else None
