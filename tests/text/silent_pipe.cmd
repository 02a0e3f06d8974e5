# A pipe that nobody writes to can be interrupted, whether it waits to be opened or to be read.
mkfifo "$T/case.yaml"
"$OFFRAMP" check "$T/case.yaml" &
pid=$!
sleep 0.7
kill -INT $pid
wait $pid; echo "exit $?"
sleep 5 >"$T/case.yaml" &
writer=$!
"$OFFRAMP" check "$T/case.yaml" &
pid=$!
sleep 0.7
kill -INT $pid
wait $pid; echo "exit $?"
kill $writer
