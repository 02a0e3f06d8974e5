# A bad overlay is refused with its place, and nothing is answered.
cp -r cases/aceh-2005 "$T/aceh" && mkdir -p "$T/aceh/analysts" && cd "$T/aceh" && rm -f analysts/*
cat >analysts/bad.yaml <<'END'
interests.goi.weight.monitor: 15 to 25
interests.goi.weight.status: high
interests.goi.weight.troops: 25 to 15
interests.gam.weight: {status: 30}
types.goi.reformers.prior: 0.3
title: Another war
red_lines.goi_vote.holds: [0.4, 0.6]
ends.crushed.chance: 20 %
ends.crushed.chance.value: 30 %
ends.crushed.months:
no_deal.goi.war.now.low: 3
parties.goi.veto: true
END
"$OFFRAMP" check . ; echo "exit $?"
"$OFFRAMP" settle . --analyst bad --worlds 64; echo "exit $?"
mv analysts/bad.yaml analysts/sum.yaml && printf 'types.goi.reformers.prior: 0.3\n' >analysts/sum.yaml
"$OFFRAMP" check . --json | head -12; echo "exit $?"
"$OFFRAMP" settle . --analyst sam; echo "exit $?"
"$OFFRAMP" settle . --analyst ../sum; echo "exit $?"
printf -- '- 1\n' >analysts/sum.yaml; "$OFFRAMP" settle . --analyst sum; echo "exit $?"
printf 'no_deal.tni: {value: 30\n' >analysts/sum.yaml; "$OFFRAMP" settle . --analyst sum; echo "exit $?"
printf 'no_deal.tni.utility: 30\nno_deal.tni.utility: 40\n' >analysts/sum.yaml; "$OFFRAMP" settle . --analyst sum; echo "exit $?"
: >analysts/sum.yaml; "$OFFRAMP" settle . --analyst sum; echo "exit $?"
"$OFFRAMP" read --score . --analyst sum; echo "exit $?"
printf 'no_deal.tni.utility: 30\n' >analysts/sum.yaml; "$OFFRAMP" brief . --analyst sum -o analysts/sum.yaml; echo "exit $?"
