"$OFFRAMP" space points tests/cases/space/domain.xml tests/cases/space/tenant.xml tests/cases/space/landlord.json
"$OFFRAMP" space points tests/cases/space/domain.xml tests/cases/space/tenant.xml tests/cases/space/landlord.json \
  --weights 2,1 --interim 0.3,0.3 --seconds 60 | head -12
"$OFFRAMP" space points tests/cases/space/domain.xml tests/cases/space/tenant.xml tests/cases/space/landlord.json --weights 2
"$OFFRAMP" space points tests/cases/space/domain.xml tests/cases/space/tenant.xml tests/cases/space/landlord.json --interim 0.3,2
