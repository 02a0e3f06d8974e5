"$OFFRAMP" list
"$OFFRAMP" list --names
echo "from any folder"
cd "$T" && "$OFFRAMP" check kosovo-1999 | sed 's|.*/cases|.../cases|'
OFFRAMP_DATA="$T" "$OFFRAMP" list; echo "exit $?"
