"""Pictures of every page and dialog, and the plans that they show: ``python -m tests.screens OUT``.

They are for eyes: no picture is compared with an earlier one. The same code on the same machine
gives the same pictures, because the clock stands still and the font is the bundled one.
"""
