"""Faults: programs killed, power lost, disks full, sticks pulled out, clocks set wrong.

Real processes and real files. ``python -m tests.faults kills`` kills two hundred programs and
prints what came of it; ``power`` cuts the power, and ``disks`` lets the disk fail, at every call
that SQLite makes to it.
"""
