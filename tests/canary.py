"""Looking for words where none may be: in every form that a text can take in a file."""

import base64
import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote, quote_plus


@lru_cache(maxsize=1000)
def forms(secret: str) -> tuple[bytes, ...]:
    """``secret`` as it may stand in a file, a log or an address; none of them is empty."""
    raw = secret.encode()
    wide = [secret.encode("utf-16-le"), secret.encode("utf-16-be")]
    escaped = [
        raw.hex(),
        raw.hex().upper(),
        json.dumps(secret)[1:-1],
        json.dumps(secret, ensure_ascii=False)[1:-1],
        quote(secret, safe=""),
        quote(secret),
        quote_plus(secret),
    ]
    coded = [part for text in (raw, *wide) for part in _base64(text)]
    found = [raw, *wide, *(text.encode() for text in escaped), *coded]
    return tuple(dict.fromkeys(found))


def _base64(raw: bytes) -> Iterator[bytes]:
    """What base64 makes of ``raw`` wherever it begins in a text: without the letters at either end
    that its neighbours have a part in.
    """
    for before in range(3):
        coded = base64.b64encode(bytes(before) + raw)
        whole = coded[(before * 8 + 5) // 6 : (before + len(raw)) * 8 // 6]
        yield whole
        yield whole.translate(bytes.maketrans(b"+/", b"-_"))


def found_in(data: bytes, secrets: Iterable[str]) -> list[str]:
    """Those of ``secrets`` that stand in ``data`` in any form."""
    return [secret for secret in secrets if any(form in data for form in forms(secret))]


def found_under(folder: Path, secrets: Iterable[str]) -> dict[str, list[str]]:
    """What stands in which file below ``folder``, in its bytes or in its name; nothing, if well."""
    secrets = list(secrets)
    found: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        told = found_in(name.encode("utf-8", "surrogateescape"), secrets)
        if path.is_file() and not path.is_symlink():
            told += found_in(path.read_bytes(), secrets)
        if told:
            found[name] = told
    return found
