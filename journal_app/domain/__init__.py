"""What a session, a window, a prompt and an entry are: pure rules, no files, no Flet, no clock.

Time always comes in as an argument, an aware UTC ``datetime``.
"""
