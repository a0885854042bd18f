"""Sharing: one sealed file from a client to one therapist whose card was checked.

``age`` is the file format, ``card`` says whom to seal for, ``packet`` and ``body`` what is inside,
``inbox`` what a file that arrives is, ``words`` what two people read aloud, ``safe_text`` how
other people's text is put on a screen.

Nothing here touches a network, a folder or the journal: bytes come in, bytes go out.
"""
