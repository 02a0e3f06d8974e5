"$OFFRAMP" space points tests/cases/space/none.xml; echo "exit $?"
printf '{"issuesValues": {"a": {"values": ["x"]}, "a": {"values": ["y"]}}}' > "$T/twice.json"
"$OFFRAMP" space info "$T/twice.json"; echo "exit $?"
"$OFFRAMP" space points tests/cases/space/domain.xml; echo "exit $?"
"$OFFRAMP" space points --reservation 1 tests/cases/space/*.xml tests/cases/space/landlord.json; echo "exit $?"
"$OFFRAMP" space simulate --agents shy tests/cases/space/*.xml tests/cases/space/landlord.json; echo "exit $?"
"$OFFRAMP" space points; echo "exit $?"
"$OFFRAMP" space frontier --top -1 tests/cases/space/*.xml tests/cases/space/landlord.json; echo "exit $?"
"$OFFRAMP" space simulate --seed -1 tests/cases/space/*.xml tests/cases/space/landlord.json; echo "exit $?"
"$OFFRAMP" space simulate --temperature nan tests/cases/space/*.xml tests/cases/space/landlord.json; echo "exit $?"
"$OFFRAMP" space points --seconds nan tests/cases/space/*.xml tests/cases/space/landlord.json; echo "exit $?"
"$OFFRAMP" space prove --seconds 0 tests/cases/space/*.xml tests/cases/space/landlord.json; echo "exit $?"
cat >"$T/fine.json" <<'END'
{"LinearAdditiveUtilitySpace": {"issueWeights": {"a": 1}, "issueUtilities": {"a": {"numberutils":
{"lowValue": 0, "lowUtility": 0, "highValue": 1, "highUtility": 1}}},
"domain": {"issuesValues": {"a": {"range": [0, 1, 0.000000001]}}}}}
END
"$OFFRAMP" space points "$T/fine.json" "$T/fine.json"; echo "exit $?"
