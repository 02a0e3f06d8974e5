"$OFFRAMP" schema >"$T/schema.json" && cmp "$T/schema.json" schema/case.schema.json && echo "the schema in the repository is current"
