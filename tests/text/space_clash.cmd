"$OFFRAMP" space prove --reservation 0.8,0.8 tests/cases/space/domain.xml tests/cases/space/tenant.xml tests/cases/space/landlord.json
"$OFFRAMP" space prove --json --reservation 0.8,0.8 tests/cases/space/*.xml tests/cases/space/landlord.json
