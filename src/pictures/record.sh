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

record audit 80 24 'router-cost audit samples/calls.csv'
