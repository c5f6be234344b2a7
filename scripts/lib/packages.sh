# shellcheck shell=bash
# Debian packages, installed only where what they bring is missing. Source say.sh first.
# shellcheck disable=SC2034 # the tables are for those who source this

# What a package brings (a command, or a file, perhaps with *, where it starts with a slash) and the package's name.
packages_to_build='
cmake            cmake
ninja            ninja-build
g++              g++
em++             emscripten
ccache           ccache
node             nodejs
npm              npm
python3          python3
tar              tar
/usr/share/nodejs/acorn/package.json               node-acorn
/usr/include/nlohmann/json.hpp                     nlohmann-json3-dev
/usr/src/googletest/googletest/src/gtest-all.cc    googletest
'
packages_to_test='
clang-format     clang-format
clang-tidy       clang-tidy
clang++          clang
/usr/lib/llvm-*/lib/clang/*/lib/linux/libclang_rt.fuzzer-*.a  libclang-rt-dev
shellcheck       shellcheck
chromium         chromium
/usr/sbin/nginx  nginx
firefox-esr      firefox-esr
WebKitWebDriver  webkit2gtk-driver
Xvfb             xvfb
xauth            xauth
libGLX_mesa.so.0  libglx-mesa0
libEGL.so.1       libegl1
libGL.so.1        libgl1
swrast_dri.so     libgl1-mesa-dri
/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf    fonts-dejavu-core
/usr/share/fonts/truetype/wqy/wqy-microhei.ttc     fonts-wqy-microhei
/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf  fonts-noto-color-emoji
/usr/share/fonts/truetype/lohit-devanagari/Lohit-Devanagari.ttf  fonts-lohit-deva
/usr/share/fonts/truetype/tlwg/Garuda.ttf          fonts-tlwg-garuda-ttf
'

# is_there WHAT: a command, a file, or a shared library (its name holds ".so").
is_there() {
  case "$1" in
    /*) compgen -G "$1" >/dev/null ;;
    *.so*) compgen -G "/usr/lib/*/$1" >/dev/null || compgen -G "/usr/lib/*/dri/$1" >/dev/null ;;
    *) command -v "$1" >/dev/null ;;
  esac
}

# missing_packages TABLE: the names of the packages whose goods are not there.
missing_packages() {
  local what package
  while read -r what package; do
    [ -z "$what" ] || is_there "$what" || printf '%s\n' "$package"
  done <<<"$1" | sort -u
}

apt() {
  local as_root=()
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null ||
      fail "installing packages needs root, and sudo is not there." "as root: apt-get install ${wanted[*]}"
    as_root=(sudo)
  fi
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y "$@"
}

# install_packages TABLE...: installs what is missing, and checks that it is there afterwards.
install_packages() {
  local wanted still start
  mapfile -t wanted < <(missing_packages "$*")
  # Python can be there without the part that makes virtual environments.
  if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then wanted+=(python3-venv); fi
  [ ${#wanted[@]} -gt 0 ] || return 0

  heading "Installing Debian packages: ${wanted[*]}"
  command -v apt-get >/dev/null ||
    fail "these packages are missing and apt-get is not there: ${wanted[*]}." \
      "install what they bring with your system's package manager, then run this again."
  start=$(now)
  mkdir -p .cache
  say "apt-get update, then apt-get install; what they print goes to .cache/apt.log"
  apt update >.cache/apt.log 2>&1 ||
    fail "apt-get update did not end well; the end of .cache/apt.log: $(tail -n 3 .cache/apt.log)" \
      "check the network and the sources of apt, then run this again."
  apt install --no-install-recommends "${wanted[@]}" >>.cache/apt.log 2>&1 ||
    fail "apt-get install did not end well; the end of .cache/apt.log: $(tail -n 5 .cache/apt.log)" \
      "apt-get install ${wanted[*]}, and see what it says."
  mapfile -t still < <(missing_packages "$*")
  [ ${#still[@]} -eq 0 ] ||
    fail "installed, and yet what these packages bring is not found: ${still[*]}." \
      "see whether your system's packages have other names; this list is in scripts/lib/packages.sh."
  say "done in $(seconds_since "$start") s"
}
