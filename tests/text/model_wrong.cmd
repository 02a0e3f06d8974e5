"$OFFRAMP" model check tests/cases/model/wrong.yaml; echo "exit $?"
sed 's/, when: men < 1//; s/(1/1/; s/mne/men/; s/twice: 2\*ratio/twice: 2/' tests/cases/model/wrong.yaml >"$T/units.yaml"
"$OFFRAMP" model check "$T/units.yaml"; echo "exit $?"
sed '/peace/d; /events/d; s/(1/1/; s/mne/men/' tests/cases/model/wrong.yaml >"$T/cycle.yaml"
"$OFFRAMP" model check "$T/cycle.yaml"; echo "exit $?"
sed 's/twice: 2/twice: 1\/(men - 100)/' "$T/units.yaml" >"$T/nought.yaml"
"$OFFRAMP" model run "$T/nought.yaml" --quiet
