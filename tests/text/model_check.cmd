"$OFFRAMP" model check tests/cases/model/attrition.yaml
