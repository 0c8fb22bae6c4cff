#!/bin/sh
# Records the pictures of the README from the real program in a real terminal (tmux): src/pictures/record.sh
# Further keys after a command are typed, as tmux names them, before the picture is taken.
set -eu
here=$(dirname -- "$0")
cd "$here/../.."
PATH=$PWD/target/router-cost/bin:$PATH
export PATH

record() { # NAME COLUMNS LINES COMMAND [KEY]...
  name=$1 columns=$2 lines=$3 command=$4
  shift 4
  socket=pictures.$$
  tmux -L "$socket" -f /dev/null new-session -d -x "$columns" -y "$lines" \
    "env -i HOME=/nowhere PATH='$PATH' TERM=tmux-256color LC_ALL=C.UTF-8 SOURCE_DATE_EPOCH=1795262400 sh -c '$command; sleep 60'"
  tmux -L "$socket" set -g status off
  until tmux -L "$socket" capture-pane -p | grep -q .; do sleep 1; done
  sleep 1
  for key; do
    tmux -L "$socket" send-keys "$key"
    sleep 1
  done
  mkdir -p docs/img
  tmux -L "$socket" capture-pane -e -p | python3 src/pictures/svg.py "$columns" "\$ $command" >"docs/img/$name.svg"
  tmux -L "$socket" kill-server
}

page() { # NAME ARGUMENT...: the page that a report writes, as Chromium prints it (poppler-utils)
  name=$1
  shift
  folder=$(mktemp -d)
  env -i HOME=/nowhere PATH="$PATH" LC_ALL=C.UTF-8 SOURCE_DATE_EPOCH=1795262400 router-cost "$@" -o "$folder/out"
  chromium --headless --no-sandbox --disable-gpu --no-first-run --no-pdf-header-footer \
    --print-to-pdf="$folder/page.pdf" "file://$(find "$folder/out" -name '*.html')" 2>"$folder/log"
  pdftocairo -svg -f 1 -l 1 "$folder/page.pdf" "docs/img/$name.svg"
  rm -rf "$folder"
}

record audit 80 24 'router-cost audit samples/calls.csv'
record explore 80 24 'router-cost explore samples/calls.csv --evidence samples/evidence.csv' s Down Down h
page report report samples/finance/ --month 2026-10 --owners samples/finance/owners.yaml
