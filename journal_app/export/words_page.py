"""The recovery words as a page to print: on paper, where no program reaches them.

One HTML file that loads nothing and runs nothing. Somebody who finds the sheet learns the name of
this program and fifteen words, not what they are about. The file itself is the words, unsealed: it
says, on the screen and not on paper, that it is to be deleted once it is printed.
"""

from collections.abc import Sequence
from html import escape

from journal_app.words import LANGUAGE, say

NAME = "fifteen-words.html"
"""What the file is called where a name is asked for."""

_STYLE = """
@page { size: A5; margin: 18mm }
body { font: 12pt/1.5 Georgia, "Times New Roman", serif; color: #000; background: #fff;
       max-width: 30em; margin: 3em auto; padding: 0 1em }
h1 { font-size: 18pt; font-weight: normal }
ol { columns: 3; padding-left: 1.6em; margin: 2em 0; font: 14pt/2 "Courier New", monospace }
li { break-inside: avoid }
.screen { border: 1px solid #000; padding: .6em 1em }
@media print { .screen { display: none } body { margin: 0; padding: 0; max-width: none } }
"""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def words_page(words: Sequence[str]) -> bytes:
    """The page for ``words``, in UTF-8. It is never to be written anywhere but where asked."""
    items = "\n".join(f"<li>{escape(word)}</li>" for word in words)
    title, what = escape(say("words_page.title")), escape(say("words_page.what"))
    keep, file = escape(say("words_page.keep")), escape(say("words_page.file"))
    return f"""<!doctype html>
<html lang="{LANGUAGE}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width">
<title>Three Dawns</title>
<style>{_STYLE}</style>
</head>
<body>
<p class="screen">{file}</p>
<h1>{title}</h1>
<p>{what}</p>
<ol>
{items}
</ol>
<p>{keep}</p>
</body>
</html>
""".encode()
