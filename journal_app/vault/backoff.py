"""A growing pause after wrong passphrases, and never a wipe.

    wrong tries   1  2  3  4  5  6  7  8   9 and more
    pause (s)     0  0  0  1  2  4  8  16  30

Three tries are free: the commonest wrong passphrase is the right one mistyped, at three in the
morning. The pause is for somebody else who sits at an open laptop and tries names; somebody who
took the files tries them elsewhere, and only the work of the KDF is in their way.

It lives in memory and ends with the program, on purpose. Kept on disk it would tell that and when
somebody tried, could be set back by anyone who can write there, and a wrong clock could keep a
frightened person out of their own journal. Starting the program again takes about as long.

Time is a monotonic clock's, in seconds, given by the caller.
"""

from dataclasses import dataclass
from typing import Final

FREE_TRIES: Final = 3
LONGEST_S: Final = 30.0


@dataclass(frozen=True)
class Backoff:
    """How many wrong tries there were, and when the last one ended."""

    tries: int = 0
    last_s: float = 0.0

    def wrong(self, now_s: float) -> "Backoff":
        """After one more wrong try that ended at ``now_s``."""
        return Backoff(self.tries + 1, now_s)

    def left_s(self, now_s: float) -> float:
        """Seconds until the next try is taken; 0 when it is now.

        A clock that went backwards never makes it longer than the pause itself.
        """
        passed = max(0.0, now_s - self.last_s)
        return max(0.0, pause_s(self.tries) - passed)


def pause_s(tries: int) -> float:
    """The pause after ``tries`` wrong ones, in seconds."""
    if tries <= FREE_TRIES:
        return 0.0
    # Compared as an exponent: 2.0 ** 10_000 is no number.
    doublings = min(tries - FREE_TRIES - 1, 5)
    return min(LONGEST_S, 2.0**doublings)
