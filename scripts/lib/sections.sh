# shellcheck shell=bash
# A test run made of sections: each a heading, a command, its time and its counts; the first that fails ends the run and
# says how to mend it. Source say.sh first.

logs=build/test-logs
passed=0
failed=0
run_start=$(now)

# counts LOG: "PASSED FAILED", summed over what GoogleTest, Node's runner and our own runners print; "1 0" for a check
# that prints no count.
counts() {
  awk '
    match($0, /\[  PASSED  \] [0-9]+ test/)     { passed += substr($0, RSTART + 13); found = 1 }
    match($0, /\[  FAILED  \] [0-9]+ tests?,/)  { failed += substr($0, RSTART + 13); found = 1 }
    /^# pass [0-9]+$/                           { passed += $3; found = 1 }
    /^# fail [0-9]+$/                           { failed += $3; found = 1 }
    /^([^ ]+: )?[0-9]+ passed, [0-9]+ failed/   { sub(/^[^ ]+: /, ""); passed += $1; failed += $3; found = 1 }
    END { if (!found) passed = 1; print passed + 0, failed + 0 }' "$1"
}

close_run() {
  heading "All in $(seconds_since "$run_start") s"
  say "$passed passed, $failed failed"
}

# section NAME MEND COMMAND...: the command's output goes to a log of its own.
section() {
  local name=$1 mend=$2 start log good bad
  shift 2
  log=$logs/$(tr -c 'a-zA-Z0-9\n' '-' <<<"$name" | tr -s '-').log
  heading "$name"
  start=$(now)
  if "$@" >"$log" 2>&1; then
    read -r good bad < <(counts "$log")
    if [ "$bad" = 0 ]; then
      passed=$((passed + good))
      grep -hE '^(note|warning|size|skipped): ' "$log" || true
      say "ok: $good in $(seconds_since "$start") s"
      return 0
    fi
  else
    read -r good bad < <(counts "$log")
    [ "$bad" != 0 ] || { bad=1 && good=0; }
  fi
  passed=$((passed + good))
  failed=$((failed + bad))
  # The lines that name a failure, then how it ended.
  grep -nE -A6 '(^| )[^ ]+:[0-9]+: Failure$|\[  FAILED  \]|^not ok|^ *# Subtest.*failed|error:|^FAILED:' "$log" | head -n 60 || true
  say '...'
  tail -n 30 "$log"
  say
  say "Failed: $name, after $(seconds_since "$start") s. All of what it printed is in $log."
  say "To mend it: $mend"
  close_run
  exit 1
}
