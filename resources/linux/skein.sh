#!/bin/sh
# `skein`: opens Skein, or a folder or link in the Skein that runs, and gives the terminal back at once.
# A switch stays in the terminal, where its answer is read.
app="${SKEIN_APP:-/opt/Skein/skein}"
case "${1-}" in
-h | --help)
  echo 'skein [folder or skein:// link]   opens it in Skein'
  echo 'skein --version                   prints the version'
  ;;
-*) exec "$app" "$@" ;;
*) nohup "$app" "$@" >/dev/null 2>&1 & ;;
esac
