"""The browser view: a loopback server that answers one browser on this machine, and nobody else.

It never listens on a network, never sends a request anywhere, and nothing but the person's own
browser gets past the guard (``guard.py`` draws it).
"""
