"$OFFRAMP" list
"$OFFRAMP" list --names
echo "from any folder"
# In one line: where it wraps depends on where the checkout stands.
cd "$T" && "$OFFRAMP" check kosovo-1999 | tr '\n' ' ' | sed 's|.*/cases|.../cases|; s| $||' && echo
OFFRAMP_DATA="$T" "$OFFRAMP" list; echo "exit $?"
