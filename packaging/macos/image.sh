#!/usr/bin/env bash
# The macOS disk image, from the app that build.py made: image.sh FOLDER VERSION
# Without a developer's certificate the person opens it the first time by right click, Open.
set -euo pipefail
folder=$1 version=$2
app="$folder/Outreach Planner.app"
staging=$(mktemp -d)
trap 'rm -rf "$staging"' EXIT
ditto "$app" "$staging/Outreach Planner.app"
ln -s /Applications "$staging/Applications"
codesign --force --deep --sign "${SIGN_WITH:--}" "$staging/Outreach Planner.app"
hdiutil create -volname "Outreach Planner $version" -srcfolder "$staging" -format UDZO -ov \
  "$folder/outreach-planner-$version.dmg"
