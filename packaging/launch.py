"""Where the bundle begins: the same as ``python -m outreach``."""

from outreach.__main__ import main

main()
