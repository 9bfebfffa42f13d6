"""What the window can do about privacy; what a way needs is loaded when somebody goes it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from ui.privacy.host import Host


def handlers(host: Host) -> dict[str, Callable[[], object]]:
    """Return what the menu's entries about privacy do, by their ids."""
    return {
        "redacted": partial(send_redacted, host),
        "sealed": partial(send_sealed, host),
        "share": partial(share, host),
    }


def send_redacted(host: Host) -> None:
    """Write a copy without what is confidential."""
    from ui.privacy.sending import Sending

    if host.commit():
        Sending(host).redacted()


def send_sealed(host: Host) -> None:
    """Write a copy that only a passphrase opens."""
    from ui.privacy.sending import Sending

    if host.commit():
        Sending(host).sealed()


def share(host: Host) -> None:
    """Share the plan through a folder, or see how it is shared."""
    from ui.privacy.sharing import ask

    ask(host)


def forget(host: Host, person: str) -> None:
    """Forget a person."""
    from ui.privacy.forgetting import forget_person

    if host.commit():
        forget_person(host, person)
