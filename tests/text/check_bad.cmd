# Every problem at once, with places; exit 1; standard output stays empty.
printf 'offramp: 1\ntitle: Canal\nas_of: 1974-13-01\nparties:\n  usa: {name: United States, vetoo: true}\nissues: {}\n' >"$T/case.yaml"
cd "$T" && "$OFFRAMP" check case.yaml
