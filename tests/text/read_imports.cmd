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
cd "$T"
# What people have: another separator and encoding, dates of two orders, lost zeros, repeats, an actor by half a name.
printf 'date;about;kind;id;likelihood:shields;likelihood:brokers\r\n04.05.1999;russia;deed;visit;0,2;0,4\r\n' > excel.csv
printf 'Event ID\tEvent Date\tSource Name\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\tTarget Country\n' > usa.tab
printf '1\t3/24/1999\tMilitary (Serbia)\tSerbia\tattack\t190\t-10\tKosovo\tKosovo\n' >> usa.tab
printf '1\t3/24/1999\tMilitary (Serbia)\tSerbia\tattack\t190\t-10\tKosovo\tKosovo\n' >> usa.tab
printf '2\t4/2/1999\tSerbia and Montenegro\tYugoslavia\tappeal\t20\t3\tKosovo\tKosovo\n' >> usa.tab
printf '3\t4/3/1999\tSerbia\tSerbia\tappeal\t20\t3\tKosovo\tKosovo\n' >> usa.tab
"$OFFRAMP" read "$root/cases/kosovo-1999" --quiet --worlds 64 --evidence excel.csv --events usa.tab \
  --actors 'Serbia, Kosov, Kosovo' | tail -n 11
printf 'event_id_cnty,event_date,event_type,sub_event_type,actor1\n' > acled.csv
"$OFFRAMP" read "$root/cases/kosovo-1999" --quiet --worlds 64 --events acled.csv --actors A,B
