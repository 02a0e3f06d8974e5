# An interrupted run leaves no file and says so.
"$OFFRAMP" brief cases/ukraine-2022 --quiet --worlds 200000 --output "$T/a.html" &
pid=$!
sleep 0.7
kill -INT $pid
wait $pid; echo "exit $?"
ls "$T"
"$OFFRAMP" space simulate --quiet --runs 100000000 --threads 1 tests/cases/space/*.xml tests/cases/space/landlord.json &
pid=$!
sleep 0.7
kill -INT $pid
wait $pid; echo "exit $?"
