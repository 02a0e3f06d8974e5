"$OFFRAMP" space simulate --agents boulware,conceder --runs 200 tests/cases/space/domain.xml tests/cases/space/tenant.xml tests/cases/space/landlord.json
"$OFFRAMP" space simulate --protocol joint --runs 50 --json tests/cases/space/domain.xml tests/cases/space/tenant.xml tests/cases/space/landlord.json
