#!/usr/bin/env bash
# Builds the solution, runs every test assembly, and ends with one line that sums them up: "N passed, N failed".
# Arguments go to `dotnet test`, e.g. scripts/test.sh --filter FullyQualifiedName~Style
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en

log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT

# The README's command. Modelled code is optimised in every configuration. Terminal output has no summary lines to read.
dotnet test LockCheck.sln --tl:off "$@" 2>&1 | tee "$log"
status=${PIPESTATUS[0]}

# One line an assembly: "Passed!  - Failed:     0, Passed:    12, Skipped:     0, Total: ..."
count() {
  grep -E '^ *(Passed|Failed|Skipped)! +- Failed:' "$log" | grep -oE "[ ,-] *$1: +[0-9]+" | grep -oE '[0-9]+' |
    { sum=0; while read -r n; do sum=$((sum + n)); done; echo "$sum"; }
}

passed=$(count Passed)
failed=$(count Failed)
skipped=$(count Skipped)

if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then
  echo "dotnet test ended with $status though no test failed: the build failed or a test process died, see above" >&2
elif [ $((passed + failed)) -eq 0 ]; then
  echo "no test ran" >&2
  status=1
elif [ "$failed" -ne 0 ]; then
  status=1
fi

line="$passed passed, $failed failed"
[ "$skipped" -eq 0 ] || line="$line, $skipped skipped"
echo "$line"
exit "$status"
