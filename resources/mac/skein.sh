#!/bin/sh
# `skein`: opens Skein, or a folder or link in the Skein that runs, and gives the terminal back at once. Linked to
# /usr/local/bin from the menu “Install Command…”. A switch stays in the terminal, where its answer is read.
# The link is followed to the app it belongs to, wherever that was put.
file="$0"
while [ -L "$file" ]; do
  target="$(readlink "$file")"
  case "$target" in
  /*) file="$target" ;;
  *) file="$(dirname "$file")/$target" ;;
  esac
done
app="$(cd "$(dirname "$file")/../.." && pwd)/MacOS/Skein"
case "${1-}" in
-h | --help)
  echo 'skein [folder or skein:// link]   opens it in Skein'
  echo 'skein --version                   prints the version'
  ;;
-*) exec "$app" "$@" ;;
*) nohup "$app" "$@" >/dev/null 2>&1 & ;;
esac
