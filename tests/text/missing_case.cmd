"$OFFRAMP" settle "$T/a case with spaces"
