"""`python -m amane_desktop`: the window, or a verb of the command line."""

import gc

from amane_desktop.cli import main

# Loading makes no garbage worth looking for; the window turns it on again.
gc.disable()
code = main()
# What is left ends with the process; Python would look through all of it once more.
gc.freeze()
raise SystemExit(code)
