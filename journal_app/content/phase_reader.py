"""The cards of the phases: from TOML to checked ``PhaseCards``."""

from collections.abc import Container

from journal_app.content.schema import Table, parse
from journal_app.domain.errors import ContentError
from journal_app.domain.phase_card import PhaseCard, PhaseCards


def read_phases(text: str, name: str, *, sources: Container[str]) -> PhaseCards:
    """The cards written in ``text``. Raises ``ContentError``."""
    table = parse(text, name)
    clinic = table.text("clinic")
    cards = tuple(_card(each, sources) for each in table.tables("phase"))
    table.done()
    try:
        return PhaseCards(clinic, cards)
    except ValueError as error:
        raise ContentError(f"{name}: phase: {error}") from None


def _card(table: Table, sources: Container[str]) -> PhaseCard:
    card = PhaseCard(
        id=table.id("id"),
        opens=table.offset("opens") if table.has("opens") else None,
        title=table.text("title"),
        line=table.text("line"),
        driving=table.text("driving", default=""),
        decisions=table.text("decisions", default=""),
        kind_now=table.texts("kind_now"),
        can_wait=table.texts("can_wait"),
        evidence_note=table.text("evidence_note"),
        sources=table.texts("sources"),
    )
    for key, found in (("kind_now", card.kind_now), ("can_wait", card.can_wait)):
        if not found:
            raise table.error(key, "at least one text")
    if not card.sources or any(source not in sources for source in card.sources):
        raise table.error("sources", "ids that the sources have, one at least", card.sources)
    table.done()
    return card
