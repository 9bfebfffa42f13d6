"""What of the libraries the bundle leaves out: parts that this program never loads.

The lists are patterns over the paths that the files have inside the bundle, with forward slashes
on every system. Measured on Linux, they make the bundle smaller by half.
"""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import Path

LANGUAGES = sorted(
    path.stem
    for path in (Path(__file__).resolve().parent.parent / "resources" / "languages").glob("*.po")
)
"""What the window speaks besides English."""

HOLIDAYS = tuple(f"locale/{language}*/**/*.mo" for language in ("en_US", *LANGUAGES))
"""The names of public holidays that are taken along."""

LEFT_OUT = (
    # Qt: other screens, other engines, the network, the database drivers, the web.
    "*/plugins/egldeviceintegrations/*",
    "*/plugins/generic/*",
    "*/plugins/networkinformation/*",
    "*/plugins/platforminputcontexts/*virtualkeyboard*",
    "*/plugins/platforms/*eglfs*",
    "*/plugins/platforms/*linuxfb*",
    "*/plugins/platforms/*minimal*",
    "*/plugins/platforms/*vkkhrdisplay*",
    "*/plugins/platforms/*vnc*",
    "*/plugins/platformthemes/*gtk3*",
    "*/plugins/qmltooling/*",
    "*/plugins/sqldrivers/*",
    "*/plugins/tls/*",
    "*/plugins/vectorimageformats/*",
    "*/plugins/wayland-graphics-integration-server/*",
    "*/qml/*",
    "*Qt6EglFS*",
    "*Qt6EglFs*",
    "*Qt6Network*",
    "*Qt6OpenGL*",
    "*Qt6Pdf*",
    "*Qt6Qml*",
    "*Qt6Quick*",
    "*Qt6Sql*",
    "*Qt6VirtualKeyboard*",
    "*Qt6WaylandCompositor*",
    "*Qt6Wayland*Compositor*",
    "*QtNetwork*",
    "*QtOpenGL*",
    "*QtQml*",
    "*QtQuick*",
    # GTK, which the theme plugin above would have drawn in.
    "libgtk-3*",
    "libgdk-3*",
    "libgdk_pixbuf*",
    "libcairo*",
    "libpango*",
    "libatk*",
    "libatspi*",
    "libepoxy*",
    # Picture formats that no window and no page uses.
    "*/plugins/imageformats/*gif*",
    "*/plugins/imageformats/*icns*",
    "*/plugins/imageformats/*tga*",
    "*/plugins/imageformats/*tiff*",
    "*/plugins/imageformats/*wbmp*",
    "*/plugins/imageformats/*webp*",
    "*/PIL/_avif*",
    "*/PIL/_webp*",
    "PIL/_avif*",
    "PIL/_webp*",
    "*libavif*",
    "*libsharpyuv*",
    "*libwebp*",
    # ReportLab's own fonts: one of them is under the GPL, and the program brings its own.
    "reportlab/fonts/*",
    # What only developers of the libraries need.
    "*/tests/*",
    "numpy/f2py/*",
    "numpy/**/*.pyi",
    "lxml/html/*",
    "lxml/includes/*",
    "lxml/objectify*",
    "*.pyi",
)
"""Files that are left out wherever they turn up."""

SYSTEM = tuple(
    f"{name}.so*"
    for name in (
        *("libEGL", "libGL", "libX11", "libX11-xcb", "libXau", "libXdmcp", "libXext", "libXrender"),
        *("libblkid", "libbrotlicommon", "libbrotlidec", "libbsd", "libcap", "libcom_err"),
        *("libdatrie", "libdbus-1", "libfontconfig", "libfreetype", "libfribidi", "libgcc_s"),
        *("libgcrypt", "libgio-2.0", "libglib-2.0", "libgmodule-2.0", "libgobject-2.0"),
        *("libgpg-error", "libgraphite2", "libgssapi_krb5", "libgthread-2.0", "libharfbuzz"),
        *("libjpeg", "libk5crypto", "libkeyutils", "libkrb5", "libkrb5support", "liblz4", "libmd"),
        *("libmount", "libpcre2-8", "libpixman-1", "libpng16", "libreadline", "libselinux"),
        *("libstdc++", "libsystemd", "libthai", "libtinfo", "libxkbcommon", "libxkbcommon-x11"),
        *("libxcb", "libxcb-cursor", "libxcb-glx", "libxcb-icccm", "libxcb-image"),
        *("libxcb-keysyms", "libxcb-randr", "libxcb-render-util", "libxcb-render", "libxcb-shape"),
        *("libxcb-shm", "libxcb-sync", "libxcb-util", "libxcb-xfixes", "libxcb-xkb", "libzstd"),
        # The printers, and what their library draws in.
        *("libavahi-client", "libavahi-common", "libcups", "libgmp", "libgnutls", "libhogweed"),
        *("libidn2", "libnettle", "libp11-kit", "libtasn1", "libunistring"),
    )
)
"""Libraries of a Linux desktop: the system's own are used, which fit its display and its theme."""

KEPT_TRANSLATIONS = tuple(f"qtbase_{language}" for language in LANGUAGES)
"""Of Qt's own translations only those of its dialogs and buttons are used."""

MODULES = (
    "IPython",
    "PIL.ImageQt",
    "PIL.ImageTk",
    "PySide6.QtNetwork",
    "PySide6.QtOpenGL",
    "PySide6.QtOpenGLWidgets",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "PySide6.QtQuickWidgets",
    "PySide6.QtSql",
    "PySide6.QtTest",
    "numpy.f2py",
    "pydoc_data",
    "pypdfium2_cli",
    "readline",
    "setuptools",
    "tkinter",
)
"""Modules that are never imported while the program runs."""


def kept(paths: Iterable[str]) -> list[str]:
    """Return those paths inside the bundle that belong into it, in their order."""
    return [path for path in paths if not _left_out(path.replace("\\", "/"))]


def _left_out(path: str) -> bool:
    if "/translations/" in path and path.endswith(".qm"):
        return not path.rsplit("/", 1)[1].startswith(KEPT_TRANSLATIONS)
    return any(fnmatch(path, pattern) for pattern in (*LEFT_OUT, *SYSTEM))
