#!/bin/sh
# Runs as root when the package was installed or brought up to date. Nothing here may fail the installation.

# Chromium's helper for systems on which a program may not make name spaces of its own, as Ubuntu since 24.04: it
# has to belong to root and run as root. Where name spaces can be had, Chromium leaves it alone.
chown root:root '/opt/${sanitizedProductName}/chrome-sandbox' || true
chmod 4755 '/opt/${sanitizedProductName}/chrome-sandbox' || true

if command -v update-desktop-database >/dev/null 2>&1; then
  update-desktop-database -q /usr/share/applications || true
fi
if command -v gtk-update-icon-cache >/dev/null 2>&1; then
  gtk-update-icon-cache -q -t /usr/share/icons/hicolor || true
fi
exit 0
