# An acknowledged warning that is no longer given is itself reported.
cat >"$T/case.yaml" <<'YAML'
offramp: 1
title: Stale
as_of: 2000-05-01
sources:
  s: {title: S}
parties:
  north: {name: North, veto: true}
issues:
  who: {name: Who, options: {a: A, b: B}}
interests:
  north: {source: s, weight: {who: 1}, value: {who: {a: 0, b: 100}}}
no_deal:
  north: {utility: 10}
acknowledged:
  - {warning: unsourced, of: no_deal.north, because: ours to judge}
  - {warning: unsourced, of: interests.north, because: was so once}
YAML
"$OFFRAMP" check "$T/case.yaml" >/dev/null; echo "exit $?"
