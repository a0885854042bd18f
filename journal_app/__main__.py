"""The command ``journal``: reads its options, finds a way to show itself, and locks when it ends.

Nothing is kept in a file: the options of one run are the whole configuration. Exit codes: 0 for
leaving as one does, 1 when it could not start (one sentence says why), 2 for an option that makes
no sense.
"""

import argparse
import contextlib
import os
import shutil
import sys
import tempfile
import threading
import webbrowser
from collections.abc import Iterator, Sequence
from pathlib import Path

from journal_app import __version__, locations, plan_check
from journal_app.domain.errors import JournalError
from journal_app.quiet import be_quiet, report
from journal_app.run import Program, RunSettings
from journal_app.words import say, sentence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with ``arguments`` (the process's own for None); returns the exit code."""
    be_quiet()
    os.umask(0o077)  # whatever is made here is for this person's account alone
    if locations.is_built_app():
        return _as_built_app()
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:2] == ["plan", "check"]:
        return plan_check.main(given[2:])
    options = _options().parse_args(given)
    with contextlib.ExitStack() as cleanup:
        try:
            return _journal(options, cleanup)
        except JournalError as error:
            tell(sentence(error))
        except KeyboardInterrupt:  # before anything could be opened
            _say_goodbye(options)
            return 0
        except Exception as error:  # noqa: BLE001 - the last door before a person: never a trace
            report(error)
            tell(say("run.trouble"))
    return 1


def tell(line: str) -> None:
    """Print ``line`` for the person, at once even where the output is a pipe."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="journal", description=say("run.about"))
    parser.add_argument("--version", action="version", version=f"Three Dawns {__version__}")
    shown = parser.add_mutually_exclusive_group()
    shown.add_argument("--window", action="store_true", help=say("run.option_window"))
    shown.add_argument("--browser", action="store_true", help=say("run.option_browser"))
    parser.add_argument("--port", type=_port, default=0, help=say("run.option_port"), metavar="N")
    parser.add_argument("--no-open", action="store_true", help=say("run.option_no_open"))
    parser.add_argument("--data", type=Path, help=say("run.option_data"), metavar="DIR")
    parser.add_argument("--demo", action="store_true", help=say("run.option_demo"))
    return parser


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 65535:
        raise argparse.ArgumentTypeError(say("run.bad_port"))
    return int(text)


def _journal(options: argparse.Namespace, cleanup: contextlib.ExitStack) -> int:
    """Show the journal until the person leaves; returns the exit code."""
    settings = _settings(options, cleanup)
    window = not options.browser and _window_possible()
    program = _program(settings)
    if window and _in_a_window(program):
        _say_goodbye(options)
        return 0
    if window:
        tell(say("run.no_window_client"))
        program = _program(settings)
    return _in_the_browser(program, options)


def _settings(options: argparse.Namespace, cleanup: contextlib.ExitStack) -> RunSettings:
    if options.demo:
        tell(say("run.demo"))
        return RunSettings(cleanup.enter_context(_throw_away()), demo=True)
    data = (options.data or locations.data_dir()).expanduser().absolute()
    locations.prepare(data)
    return RunSettings(data, keychain=locations.keychain_wanted())


@contextlib.contextmanager
def _throw_away() -> Iterator[Path]:
    """A temporary data directory that is gone when the block ends."""
    made = Path(tempfile.mkdtemp(prefix="three-dawns-demo-", dir=locations.temp_dir()))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _program(settings: RunSettings) -> Program:
    """Return the user interface. Imported this late so that ``--help`` need not wait for it."""
    from journal_app.ui.app import program

    return program(settings)


def _window_possible() -> bool:
    """Return whether a window can be shown; says why where it cannot."""
    if not locations.has_screen():
        tell(say("run.no_window_display"))
        return False
    from journal_app import window

    if not window.client_at_hand(lambda: tell(say("run.fetching_window"))):
        tell(say("run.no_window_client"))
        return False
    return True


def _in_a_window(program: Program) -> bool:
    from journal_app import window

    try:
        return window.show(program, program.close)
    finally:
        program.close()


def _in_the_browser(program: Program, options: argparse.Namespace) -> int:
    from journal_app.web.server import PortTaken, Server

    try:
        server = Server(program.main, port=options.port)
    except PortTaken:
        tell(say("run.port_taken", port=options.port))
        return 1

    def ready() -> None:
        tell(say("run.address"))
        tell(f"\n    {server.address}\n")
        tell(say("run.stop"))
        if locations.has_screen() and not options.no_open:
            # In a thread: some systems wait for the browser to end.
            threading.Thread(target=webbrowser.open, args=[server.address], daemon=True).start()

    server.run(on_ready=ready, on_exit=program.close)
    _say_goodbye(options)
    return 0


def _say_goodbye(options: argparse.Namespace) -> None:
    tell(say("run.goodbye_demo") if options.demo else say("run.goodbye"))


def _as_built_app() -> int:
    """Run inside the app that Flet's packager built, where its host shows the window."""
    import flet as ft

    data = locations.data_dir()
    program = _program(RunSettings(data, keychain=locations.keychain_wanted()))
    try:
        ft.run(program.main, assets_dir=str(locations.assets_dir()))
    finally:
        program.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
