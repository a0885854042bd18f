"""The faults a journal has to survive, tried for real: processes killed, disks that are full.

``make faults`` tries all of them at length; ``make test`` runs a shorter form of each. The eight
groups, and where each is tried:

1. cut at every byte, zero-filled tails, page subsets      vault/test_log.py, test_every_byte.py
2. kill -9 in insert, update, compaction, new passphrase   test_kill.py
3. a full disk, at every write, sync and rename            test_full_disk.py, vault/test_*.py
4. a sync that fails                                       vault/test_log.py, vault/test_journal.py
5. read-only and missing folders, links                    vault/test_files.py, test_full_disk.py
6. a second process, a second window                       vault/test_journal.py
7. flipped bits, splices, old files over new ones          test_every_byte.py, vault/test_log.py
8. hostile key files                                       vault/test_kdf.py, vault/test_keys.py
"""

import os

LONG = os.environ.get("FAULTS") == "long"
"""Whether this is ``make faults``."""
