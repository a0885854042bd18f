"""Three Dawns: a private journal for the 72 hours after a ketamine-assisted therapy session.

What it is for: to guide with timed prompts and breathing, to keep every word encrypted on the
person's own device, and to share entry by entry, sealed, with the therapist and nobody else.

What it never does: no server of ours, no account, no analytics, no request to a third party, no
score of a person, no medical advice, no claim to watch over anyone.

What stays compatible: a vault written by any released version opens in every later one
(``vault/format.py`` draws the file), and a shared packet is an ordinary age v1 file that any age
tool can open.
"""

__version__ = "0.1.0"
