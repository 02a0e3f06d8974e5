"$OFFRAMP" model run tests/cases/model/ladder.yaml --paths 2000 --csv "$T/run.csv" --svg "$T/run.svg" --quiet || exit
head -n 3 "$T/run.csv" | tr -d '\r'
grep -c '</svg>' "$T/run.svg"
"$OFFRAMP" model path tests/cases/model/ladder.yaml --path 17
"$OFFRAMP" model loops tests/cases/model/attrition.yaml
"$OFFRAMP" model sensitivity tests/cases/model/attrition.yaml --of first
