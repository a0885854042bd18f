"""The screens a person sees, drawn with Flet.

A screen is a component made of a few parts and of calls to one door (``door/``); it never
touches TinyDB, files, keys or clocks. ``app.py`` puts it together, ``shell.py`` holds what is on
the screen.
"""
