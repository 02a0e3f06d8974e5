"$OFFRAMP" space points tests/cases/space/domain.xml tests/cases/space/tenant.xml tests/cases/space/landlord.json
"$OFFRAMP" space points tests/cases/space/domain.xml tests/cases/space/tenant.xml tests/cases/space/landlord.json \
  --weights 2,1 --interim 0.3,0.3 --seconds 60 | head -12
"$OFFRAMP" space points tests/cases/space/domain.xml tests/cases/space/tenant.xml tests/cases/space/landlord.json --weights 2
"$OFFRAMP" space points tests/cases/space/domain.xml tests/cases/space/tenant.xml tests/cases/space/landlord.json --interim 0.3,2
sed 's|<reservation|<discount_factor value="0.6"/><reservation|' tests/cases/space/tenant.xml >"$T/tenant.xml"
"$OFFRAMP" space points tests/cases/space/domain.xml "$T/tenant.xml" tests/cases/space_waiting/landlord.xml | tail -13
"$OFFRAMP" space points tests/cases/space/domain.xml "$T/tenant.xml" tests/cases/space_waiting/landlord.xml --json | tail -32
