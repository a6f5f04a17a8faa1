"""`python -m amane_desktop`: the window, or a verb of the command line."""

from amane_desktop.cli import main

raise SystemExit(main())
