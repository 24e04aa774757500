#!/bin/sh
# Fuzzes a reader of files with afl++, which is led by the branches that an input takes: run.sh npz -V 600 (seconds).
# Needs afl-fuzz (Debian: apt-get install afl++). Findings are in artifacts/fuzzing/READER/found/default/crashes.
set -e
here=$(cd "$(dirname "$0")" && pwd)
output=$here/../../artifacts/fuzzing
reader=${1:?a reader: safetensors, index, npy, npz, pt, ...}
shift
cd "$here"
dotnet tool restore > /dev/null
dotnet build -c Release --nologo -v q -o "$output/bin"
dotnet "$output/bin/Autograd.Fuzzing.dll" seeds "$reader" "$output/$reader/seeds"
# What is instrumented runs under afl-fuzz alone.
dotnet tool run sharpfuzz "$output/bin/Autograd.dll" Autograd.IO
AFL_SKIP_BIN_CHECK=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_SKIP_CPUFREQ=1 AFL_NO_AFFINITY=1 \
  exec afl-fuzz -i "$output/$reader/seeds" -o "$output/$reader/found" -t 10000 -m none "$@" dotnet "$output/bin/Autograd.Fuzzing.dll" "$reader"
