"""What the console command answers to the shell. Documented in ``entrepairs --help``."""

from __future__ import annotations

DONE = 0  # done; for `demo`, `serve` and `work`: stopped as asked
REFUSED = 1  # not done; one sentence on the error output says why
MISUSED = 2  # the command line was not understood
FOUND = 3  # done, and something needs a person: doctor's findings, refused rows
