#!/bin/sh
# Puts Nhãn into this user's menu, with its icon and file type; --remove takes it out again. Nothing else is installed.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
desktop=$data/applications/nhan.desktop
icon=$data/icons/hicolor/scalable/apps/nhan.svg
mime=$data/mime/packages/nhan-mime.xml

if [ "${1:-}" = --remove ]; then
  rm -f "$desktop" "$icon" "$mime"
else
  mkdir -p "$data/applications" "$data/icons/hicolor/scalable/apps" "$data/mime/packages"
  # Quoted, as the Desktop Entry Specification has it: a folder's name may hold blanks.
  quoted=$(printf '%s' "$here/nhan" | sed 's/[\\"`$]/\\\\&/g; s/%/%%/g; s/[|&]/\\&/g')
  sed "s|^Exec=nhan|Exec=\"$quoted\"|" "$here/share/nhan.desktop" >"$desktop"
  cp "$here/share/nhan.svg" "$icon"
  cp "$here/share/nhan-mime.xml" "$mime"
fi
if command -v update-mime-database >/dev/null 2>&1; then update-mime-database "$data/mime" || true; fi
if command -v update-desktop-database >/dev/null 2>&1; then update-desktop-database "$data/applications" || true; fi
