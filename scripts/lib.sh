# SPDX-License-Identifier: Apache-2.0
# What the scripts share: packages and build. Sourced, not run.

hoego_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

say() { printf '\033[1m==> %s\033[0m\n' "$*" >&2; }

# Installs the Debian packages that are missing; asks for nothing where none is.
install_packages() {
  local missing=()
  while read -r package; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done <"$hoego_root/scripts/packages.txt"
  [ ${#missing[@]} -eq 0 ] && return 0
  say "installing: ${missing[*]}"
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || {
      echo "These packages are missing, and neither root nor sudo is at hand: ${missing[*]}" >&2
      exit 3
    }
    as_root=(sudo)
  fi
  # libboost1.81-dev and the default 1.74 share /usr/include/boost: apt takes the old one away.
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
}

# build PRESET [TARGET...]: configures and builds build/PRESET.
build() {
  local preset=$1
  shift
  say "building ($preset)"
  (cd "$hoego_root" && cmake --preset "$preset" >/dev/null &&
    cmake --build --preset "$preset" ${1:+--target "$@"}) >&2
}
