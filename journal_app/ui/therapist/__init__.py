"""The practice's pages, and the tabs among them."""

from __future__ import annotations

from journal_app.ui.routes import Route
from journal_app.ui.screens.settings import ROUTES as SETTINGS_ROUTES
from journal_app.ui.screens.support import SupportScreen
from journal_app.ui.therapist.card import CardScreen
from journal_app.ui.therapist.clients import ClientsScreen
from journal_app.ui.therapist.inbox import CameScreen, CompareSenderScreen, InboxScreen
from journal_app.ui.therapist.review import ReviewScreen

__all__ = ["ROUTES", "TABS"]

ROUTES: tuple[Route, ...] = (
    ("/", ClientsScreen),
    ("/clients/:client_id", ReviewScreen),
    ("/inbox", InboxScreen),
    ("/inbox/compare/:client_id", CompareSenderScreen),
    ("/inbox/file/:came_id", CameScreen),
    ("/card", CardScreen),
    *SETTINGS_ROUTES,
    ("/support", SupportScreen),
)
TABS = ("/", "/inbox", "/card")
