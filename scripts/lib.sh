# SPDX-License-Identifier: Apache-2.0
# What the scripts share: packages and build. Sourced, not run.

hoego_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

say() { printf '\033[1m==> %s\033[0m\n' "$*" >&2; }

# The packages of a list of scripts/ that are not installed, one a line.
missing_packages() {
  local package
  while read -r package; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || echo "$package"
  done <"$hoego_root/scripts/$1"
}

# apt_install PACKAGE...: as root, or by sudo; fails where neither is at hand.
apt_install() {
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || {
      echo "These packages are missing, and neither root nor sudo is at hand: $*" >&2
      return 3
    }
    as_root=(sudo)
  fi
  # libboost1.81-dev and the default 1.74 share /usr/include/boost: apt takes the old one away.
  "${as_root[@]}" apt-get update -qq &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y -qq --no-install-recommends "$@" >&2
}

# Installs the Debian packages that are missing; asks for nothing where none is.
install_packages() {
  local missing
  mapfile -t missing < <(missing_packages packages.txt)
  [ ${#missing[@]} -eq 0 ] && return 0
  say "installing: ${missing[*]}"
  apt_install "${missing[@]}" || exit 3
}

# The same for what only some tests need: where it cannot be had, they are skipped and say so.
install_optional_packages() {
  local missing
  mapfile -t missing < <(missing_packages packages-optional.txt)
  [ ${#missing[@]} -eq 0 ] && return 0
  say "installing for tests: ${missing[*]}"
  apt_install "${missing[@]}" || say "not installed, their tests are skipped: ${missing[*]}"
}

# build PRESET [TARGET...]: configures and builds build/PRESET.
build() {
  local preset=$1
  shift
  say "building ($preset)"
  (cd "$hoego_root" && cmake --preset "$preset" >/dev/null &&
    cmake --build --preset "$preset" ${1:+--target "$@"}) >&2
}
