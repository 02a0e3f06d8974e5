# One page, no script, no outside request; Markdown and JSON of the same run.
cd "$T" && cp -r "$OLDPWD/cases/kosovo-1999" . && "$OFFRAMP" brief kosovo-1999 --quiet --worlds 256
"$OFFRAMP" brief kosovo-1999 --quiet --worlds 256 --output b.md
"$OFFRAMP" brief kosovo-1999 --quiet --worlds 256 --json >b.json
grep -c '<script' kosovo-1999-briefing.html
grep -oE '(src|href)="https?://[^"]*"' kosovo-1999-briefing.html | grep -c 'src='
head -c 15 kosovo-1999-briefing.html; echo
python3 -c 'import json; d = json.load(open("b.json")); print(sorted(d)[:3])'
head -n 3 b.md
ls
