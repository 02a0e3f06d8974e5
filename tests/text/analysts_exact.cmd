# Two analysts' overlays give each analyst's own case exactly: the answer is that of the case merged by hand.
cp -r cases/aceh-2005 "$T/aceh" && mkdir -p "$T/aceh/analysts" "$T/by_hand" && rm -f "$T"/aceh/analysts/* && case=cases/aceh-2005/case.yaml
cat >"$T/aceh/analysts/jakarta.yaml" <<'END'
# What a colleague in Jakarta believes.
interests.goi.weight.monitors: {value: 15 to 25, because: The House counts foreigners}
interests.goi.value.troops.15000: 30 to 50
types.goi.reformers.prior: 0.3
types.goi.constrained.prior: 0.7
evidence.truce_renewed.likelihood.tactical: 0.75 to 0.9
END
cat >"$T/aceh/analysts/red_team.yaml" <<'END'
no_deal.gam.war.now: 40 to 55
ends.crushed.chance.value: 5 % to 12 %
red_lines.goi_vote.holds: {value: 45 % to 60 %, because: It has lived with votes before}
END
sed 's/monitors: {value: 6 to 12, because: "Foreigners in the quarrel.*}/monitors: {value: 15 to 25, because: The House counts foreigners}/
     s/15000: {value: 55 to 78, because: A garrison.*}/15000: 30 to 50/
     s/prior: {value: 0.5, because: "A general as president.*}/prior: 0.3/
     s/prior: {value: 0.5, because: Every truce before.*}/prior: 0.7/
     s/{settles: 0.7 to 0.9, tactical: 0.6 to 0.85}/{settles: 0.7 to 0.9, tactical: 0.75 to 0.9}/' $case >"$T/by_hand/jakarta.yaml"
sed 's/now: {value: 26 to 42, because: "In the hills.*}/now: 40 to 55/
     s/chance: {value: 15 % to 35 %, because: Two years/chance: {value: 5 % to 12 %, because: Two years/
     s/holds: {value: 75 % to 95 %, because: A vote that.*}/holds: {value: 45 % to 60 %, because: It has lived with votes before}/
    ' $case >"$T/by_hand/red_team.yaml"
for name in jakarta red_team; do
  diff $case "$T/by_hand/$name.yaml" | grep -c '^>'
  "$OFFRAMP" settle "$T/aceh" --analyst $name --worlds 256 --quiet --json >"$T/one"
  "$OFFRAMP" settle "$T/by_hand/$name.yaml" --worlds 256 --quiet --json >"$T/two"
  cmp "$T/one" "$T/two" && echo "$name: same bytes"
done
"$OFFRAMP" settle "$T/aceh" --worlds 256 --quiet --json | cmp -s - "$T/one" || echo "not the case's own"
"$OFFRAMP" check "$T/aceh" | head -4
