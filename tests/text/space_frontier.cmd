"$OFFRAMP" space frontier tests/cases/space/domain.xml tests/cases/space/tenant.xml tests/cases/space/landlord.json
