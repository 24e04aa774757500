#!/usr/bin/env bash
# Makes the pictures of docs/images: every example's plots, at full length, and those of docs/plotting.md. It takes some minutes.
#     examples/plots.sh [EXAMPLE...]
set -euo pipefail
cd "$(dirname "$0")/.."
examples=("$@")
if [ $# -eq 0 ]; then examples=(regression spiral next_character rnn mnist parity pattern_rnn plotting graphs
  names_rnn lstm_language char_transformer oscillator reinforce gan vae mnist_conv); fi
for example in "${examples[@]}"; do
  echo "-- $example"
  switches=()
  if [ "$example" = mnist ]; then
    dotnet run examples/mnist.cs -- --plot docs/images < /dev/null > /dev/null
    switches=(--scaled)
  fi
  dotnet run "examples/$example.cs" -- --plot docs/images "${switches[@]}" < /dev/null > /dev/null
done
ls -l docs/images
