"""Where Flet's packager enters; everything else is in the package."""

from journal_app.__main__ import main

main()
