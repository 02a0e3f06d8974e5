for k in 1 2 3; do
  "$OFFRAMP" model run tests/cases/model/ladder.yaml --paths 500 --shard $k/3 --joint rung,rung --summary "$T/part$k" --quiet >"$T/out" || exit
done
"$OFFRAMP" model run tests/cases/model/ladder.yaml --parts "$T/part3,$T/part1,$T/part2" --json >"$T/joined" || exit
"$OFFRAMP" model run tests/cases/model/ladder.yaml --paths 500 --joint rung,rung --threads 1 --json --quiet >"$T/whole" || exit
cmp "$T/joined" "$T/whole" && echo the same bytes
"$OFFRAMP" model run tests/cases/model/ladder.yaml --parts "$T/part3,$T/part1"
"$OFFRAMP" model run tests/cases/model/attrition.yaml --parts "$T/part3"
