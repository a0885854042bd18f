"""The vault: every word of a journal, sealed before it touches the disk.

``journal.Journal`` is the only door the rest of the program uses. Behind it, one idea per file:

* ``format``   the three files, drawn; sealing and opening one record
* ``changes``  what a record says once it is opened
* ``log``      the append-only file of records: durable appends, torn tails, verification
* ``history``  the log read backwards
* ``tables``   TinyDB's ``Storage`` and ``Table`` over the log
* ``shelf``    the documents of one table in memory
* ``mentions`` finding words in them
* ``start``    what the first screen shows, kept apart so that opening takes no longer every year
* ``rest``     everything older, read behind the first screen
* ``compaction``  the log written anew with only what is alive
* ``ledger``   all of these together: an open log and what it says
* ``highwater``  whether the journal is older than the one last opened here
* ``secure_store``  where that is noted: the platform's keychain, which nobody waits for
* ``keychains``  the calls to it, none of which ever asks a person anything
* ``keys``     the key file: which secret opens the journal
* ``kdf``      from a passphrase to a key, and how much work that is
* ``keyring``  changing what opens an open journal
* ``recovery`` fifteen words on paper as a second way in
* ``strength`` how hard a passphrase is to guess
* ``backoff``  a growing pause after wrong tries
* ``restore``  a whole new vault made beside, verified, and moved in
* ``shown_locked``  the one file that is not sealed: people the person chose to see while locked
* ``erase``    deleting everything
* ``places``   the names of a journal's folders
* ``lock``     one window at a time
* ``disk``     the few calls to the file system that can fail, behind a seam

What it does not do: it never wipes anything after wrong tries, it claims no deniability, and it
cannot take back what Python once held as text: locking drops the keys, no more is promised.
"""
