#!/usr/bin/env bash
# Tests what mvn package -Pdist made: the .deb in a Debian without Java, the archive in a folder, completion in the real
# shells, the manual pages in man, and that a second build gives the same bytes. As root, on Debian or Ubuntu.
set -euo pipefail
cd "$(dirname "$0")/../.."

missing=()
for need in python3 debootstrap zsh fish man:man-db shellcheck tmux; do
  command -v "${need%:*}" >/dev/null || missing+=("${need#*:}")
done
if [ ${#missing[@]} -gt 0 ]; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >/dev/null
fi

work=$(mktemp -d)
failures=0
ok() { # NAME COMMAND...
  local name=$1
  shift
  if "$@" >"$work/log" 2>&1; then
    echo "ok    $name"
  else
    echo "FAIL  $name"
    sed 's/^/      /' "$work/log" | tail -n 20
    failures=$((failures + 1))
  fi
}
prints() { # EXPECTED COMMAND...: the command ends well and prints that
  local expected=$1 shown
  shift
  shown=$("$@" 2>&1) || { echo "$shown"; return 1; }
  echo "$shown"
  [[ $shown == *"$expected"* ]]
}

dist=target/dist
version=$(sed -n 's|^  <version>\(.*\)</version>|\1|p' pom.xml | head -n 1)
deb=$(echo "$dist"/*.deb)
archive=$(echo "$dist"/*.tar.gz)
root=$work/root
trap 'umount "$root/proc" 2>/dev/null; rm -rf "$work"' EXIT

# The scripts, those in the packages included.
shell_scripts() { git ls-files -z | xargs -0 grep -lIE '^#!/(bin/sh|usr/bin/env bash|bin/bash)'; }
mapfile -t scripts < <(shell_scripts)
ok 'shellcheck passes on all shell scripts' shellcheck "${scripts[@]}" "$dist/stage/share/bash-completion/completions/router-cost"

# One version everywhere.
for file in "$archive" "$deb" "$dist/router-cost-$version.jar" "$dist/router-cost-$version-sbom.json"; do
  ok "$file is there" test -s "$file"
done
ok 'the formula has the version and the hash of the archive' \
  grep -q "$(sha256sum <"$archive" | cut -d' ' -f1)" "$dist/router-cost.rb"
ok 'the manifest has the hash of the jar' \
  grep -q "$(sha256sum <"$dist/router-cost-$version.jar" | cut -d' ' -f1)" "$dist/router-cost.json"
ok 'the manifest is JSON' python3 -m json.tool "$dist/router-cost.json"
ok 'nothing is left to fill in' bash -c "! grep -nE '@[a-z.0-9]+@' $dist/router-cost.rb $dist/router-cost.json $dist/Containerfile $dist/jreleaser.yml"
ok 'the SBOM names what is bundled' grep -q 'pkg:maven/com.github.luben/zstd-jni@' "$dist/router-cost-$version-sbom.json"

# The manual pages.
pages() {
  local page said
  for page in "$dist"/man/*.1; do
    said=$(LC_ALL=C.UTF-8 man --warnings=w -E UTF-8 -l -Tutf8 -Z "$page" 2>&1 >/dev/null)
    [ -z "$said" ] || { echo "$page: $said"; return 1; }
    lexgrog "$page" >/dev/null || { echo "$page: no name"; return 1; }
  done
}
ok 'man renders every page without warnings' pages

# The archive, in a folder with a blank in its name.
mkdir "$work/a folder"
tar -xzf "$archive" -C "$work/a folder"
unpacked="$work/a folder/router-cost-$version"
ok 'the archive runs' prints "router-cost $version" "$unpacked/bin/router-cost" --version
ok 'the archive makes its cache' "$unpacked/lib/make-cache"
ok 'the cache is used' prints 'review_code' "$unpacked/bin/router-cost" audit samples/calls.csv
ok 'the licences are in it' test -s "$unpacked/share/doc/router-cost/licenses/THIRD-PARTY.txt"
ok 'the jar runs' prints "router-cost $version" "${JAVA_HOME:?}/bin/java" -jar "$dist/router-cost-$version.jar" --version

# Completion in the real shells: the line that Tab makes.
export PATH="$unpacked/bin:$PATH"
completed() { # SHELL TYPED EXPECTED
  local shell=$1 typed=$2 expected=$3 socket=dist.$$.$RANDOM start shown=
  case $shell in
    bash) start="bash --norc --noprofile" ;;
    zsh) start="zsh -f" ;;
    fish) start="env HOME=$work fish --no-config" ;;
  esac
  tmux -L "$socket" -f /dev/null new-session -d -x 160 -y 30 "$start"
  case $shell in
    fish) tmux -L "$socket" send-keys "router-cost completion fish | source" Enter ;;
    *) tmux -L "$socket" send-keys "source <(router-cost completion $shell)" Enter ;;
  esac
  sleep 3
  tmux -L "$socket" send-keys "clear" Enter
  sleep 1
  tmux -L "$socket" send-keys "$typed" Tab
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    sleep 1
    shown=$(tmux -L "$socket" capture-pane -p)
    [[ $shown == *"$expected"* ]] && break
  done
  tmux -L "$socket" kill-server
  echo "$shown"
  [[ $shown == *"$expected"* ]]
}
for shell in bash zsh fish; do
  ok "$shell completes a command" completed "$shell" 'router-cost foreca' 'router-cost forecast'
  ok "$shell completes a task" completed "$shell" 'router-cost audit samples/calls.csv --move plan_r' '--move plan_release='
  ok "$shell completes a file of the right kind" completed "$shell" 'router-cost check samples/calls.csv --budgets samples/lim' 'samples/limits.yaml'
done

# The .deb in a Debian without Java.
if debootstrap --variant=minbase stable "$root" >"$work/debootstrap" 2>&1; then
  mount -t proc proc "$root/proc" # where a Java finds itself
  cp "$deb" "$root/tmp/package.deb"
  cp samples/calls.csv "$root/tmp/calls.csv"
  ok 'there is no Java' test ! -e "$root/usr/bin/java"
  ok 'the .deb installs' chroot "$root" dpkg -i /tmp/package.deb
  ok 'the .deb made its cache' test -s "$root/usr/lib/router-cost/lib/router-cost.aot"
  ok 'the .deb runs' prints "router-cost $version" chroot "$root" router-cost --version
  ok 'the .deb audits' prints 'review_code' chroot "$root" router-cost audit /tmp/calls.csv
  ok 'the .deb has manual pages and completion' test -s "$root/usr/share/man/man1/router-cost-audit.1.gz" -a \
    -s "$root/usr/share/bash-completion/completions/router-cost" -a -s "$root/usr/share/zsh/vendor-completions/_router-cost"
  ok 'the .deb is removed' chroot "$root" dpkg -P router-cost
  ok 'nothing is left of it' test -z "$(find "$root/usr" -name '*router-cost*')"
else
  echo "FAIL  no Debian could be made:"
  tail -n 3 "$work/debootstrap"
  failures=$((failures + 1))
fi

# Equal sources give equal bytes: the same is built once more.
if [ "${1:-}" != --once ]; then
  hashes() { (cd "$dist" && find . -maxdepth 1 -type f -exec sha256sum {} + | sort -k2); }
  hashes >"$work/first"
  rm -rf target/router-cost target/router-cost.jar target/classes
  mvn -B -ntp -q -Pdist -Dmaven.test.skip=true package >"$work/mvn" 2>&1 || cat "$work/mvn"
  hashes >"$work/second"
  ok 'built twice, the packages are the same bytes' diff "$work/first" "$work/second"
fi

echo "$failures failed"
[ "$failures" -eq 0 ]
