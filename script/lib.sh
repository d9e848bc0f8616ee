# shellcheck shell=bash
# Sourced by the other scripts: they run in the project's root and speak in one way.

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
export LC_ALL=C.UTF-8 PATH=$PWD/.cache/node/bin:$PATH

# The script's own words stand out from those of the programs it runs.
say() { printf '\n== %s\n' "$*"; }

fail() {
    printf '%s: %s\n' "script/$(basename "$0")" "$*" >&2
    exit 1
}

# Compilers at once: one a core, as long as each finds 1.5 GB of memory.
jobs_at_once() {
    local cores memory_kb by_memory
    cores=$(nproc)
    memory_kb=$(awk '/^MemAvailable/ {print $2}' /proc/meminfo)
    by_memory=$((memory_kb / 1500000))
    ((by_memory < 1)) && by_memory=1
    echo $((cores < by_memory ? cores : by_memory))
}

# build PRESET [TARGET...]: configures where that is due and builds.
build() {
    local preset=$1
    shift
    local targets=()
    (($#)) && targets=(--target "$@")
    [[ -f build/$preset/build.ninja ]] || cmake --preset "$preset" >/dev/null || return
    cmake --build --preset "$preset" -j "$(jobs_at_once)" "${targets[@]}"
}
