"""The age v1 file format: what a shared packet and a backup are on the outside.

For: a file that its owner can open with any age tool, also when this program is gone. The source
is the C2SP age specification (c2sp.org/age); every published test vector must end as it says.

    identity = X25519Identity.generate()
    sealed = encrypt(data, recipients=[identity.recipient])
    data = decrypt(sealed, identities=[identity])

Recipients are X25519 (``age1...``), the post-quantum hybrid mlkem768x25519 (``age1pq1...``), or a
passphrase (scrypt). Files are binary or armored; reading tells the two apart.

Will not do: plugins, SSH keys, compression, file names, telling who sealed a file (``packet``
does that), a classical and a post-quantum recipient in one file (the weaker one would decide),
headers of more than 128 stanzas or 256 KiB, passphrase work above 2^20.

Stays compatible: files written by any version of this program, and by any other age v1 tool
within the limits above, open for ever.

Errors are ``AgeError`` and its five kinds; a wrong type is a ``TypeError`` and a wrong use
(nobody to seal for, an empty passphrase, kinds mixed) a ``ValueError``, both raised before any
output. ``hybrid.available()`` says whether this platform can do the post-quantum kind.
"""

from journal_app.sharing.age.file import (
    Identity,
    Recipient,
    decrypt,
    encrypt,
    open_stream,
    parse_identity,
    parse_recipient,
    seal_stream,
)
from journal_app.sharing.age.hybrid import HybridIdentity, HybridRecipient
from journal_app.sharing.age.x25519 import X25519Identity, X25519Recipient

__all__ = [
    "HybridIdentity",
    "HybridRecipient",
    "Identity",
    "Recipient",
    "X25519Identity",
    "X25519Recipient",
    "decrypt",
    "encrypt",
    "open_stream",
    "parse_identity",
    "parse_recipient",
    "seal_stream",
]
