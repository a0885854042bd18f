"""The vault: every word of a journal, sealed before it touches the disk.

``journal.Journal`` is the only door the rest of the program uses. Behind it, one idea per file:

* ``format``   the three files, drawn; sealing and opening one record
* ``changes``  what a record says once it is opened
* ``log``      the append-only file of records: durable appends, torn tails, verification
* ``tables``   TinyDB's ``Storage`` and ``Table`` over the log
* ``keys``     the key file: which secret opens the journal
* ``kdf``      from a passphrase to a key, and how much work that is
* ``lock``     one window at a time
* ``disk``     the few calls to the file system that can fail, behind a seam

What it does not do: it never wipes anything after wrong tries, it claims no deniability, and it
cannot take back what Python once held as text: locking drops the keys, no more is promised.
"""
