# A no-deal value that is given directly and by how the war may end: check says both.
cat >"$T/case.yaml" <<'YAML'
offramp: 1
title: Twice
as_of: 2000-05-01
sources:
  s: {title: S}
parties:
  north: {name: North, veto: true}
issues:
  who: {name: Who, options: {a: A, b: B}}
interests:
  north: {source: s, weight: {who: 1}, value: {who: {a: 0, b: 100}}}
ends:
  won: {name: Won, as: {who: b}, chance: 0.5, months: 10, source: s}
  lost: {name: Lost, as: {who: a}, chance: 0.5, months: 10, source: s}
no_deal:
  north: {utility: 57, war: {now: 60, cost: 0.2}, counts: direct, source: s}
YAML
cd "$T" && "$OFFRAMP" check case.yaml 2>/dev/null; echo "exit $?"
