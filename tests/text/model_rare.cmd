"$OFFRAMP" model rare tests/cases/model/walk.yaml --of position --levels 2,4,6,8,10 --particles 200
"$OFFRAMP" model rare tests/cases/model/walk.yaml --of position --levels 40 --particles 20 --repetitions 4
"$OFFRAMP" model rare tests/cases/model/walk.yaml --of position --levels 4,2
"$OFFRAMP" model rare tests/cases/model/walk.yaml --of height --levels 4
"$OFFRAMP" model rare tests/cases/model/attrition.yaml --of first --levels 4
"$OFFRAMP" model run tests/cases/model/ladder.yaml --joint rung
"$OFFRAMP" model run tests/cases/model/ladder.yaml --joint rung,rug
