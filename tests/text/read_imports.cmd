# Bare names, so that no line is wrapped by the length of a temporary path.
root=$PWD
cd "$T"
cat > more.csv <<'CSV'
id,date,what,about,kind,signal,grade,likelihood:shields,likelihood:brokers
envoys,1999-05-04,"Envoys, all of them, fly to Washington",russia,costly_signal,sunk_cost,B2,0.2 to 0.4,0.5 to 0.7
later,1999-06-04,After the date of the case,russia,deed,,B2,0.2,0.4
half,1999-05-04,One type is missing,russia,deed,,B2,0.2,
CSV
printf 'Event ID\tEvent Date\tSource Name\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\tTarget Country\n' > events.tab
printf '1\t1999-03-24\tNATO\tBelgium\tattack\t190\t-10\tSerbia\tSerbia\n' >> events.tab
printf '2\t1999-04-30\tSerbia\tSerbia\tappeal\t020\t3\tNATO\tBelgium\n' >> events.tab
printf '3\t1999-04-31\tSerbia\tSerbia\tappeal\t020\t3\tNATO\tBelgium\n' >> events.tab
"$OFFRAMP" read "$root/cases/kosovo-1999" --quiet --worlds 64 --evidence more.csv --events events.tab \
  --actors NATO,Serbia | tail -n 12
