"""What leaves a journal on its person's wish, in forms other programs read.

* ``archive``     the backup: every table as readable JSON, and back
* ``words_page``  the recovery words as a page to print

Nothing here seals or stores: a door puts the archive into an age file (``sharing.age``), and what
comes out of one into a vault.
"""
