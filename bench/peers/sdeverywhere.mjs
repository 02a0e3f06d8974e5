#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// Times the C that SDEverywhere generates for the 40 sectors of bench/dynamics_models.h beside our own program,
// in turns, so that both meet the same machine.
//   npm install @sdeverywhere/compile      (its compiler; MIT)
//   git clone SDEverywhere somewhere       (its C run time, packages/cli/src/c)
//   node bench/peers/sdeverywhere.mjs build/bench/bench/dynamics_speed PATH/packages/cli/src/c ["clang -O2"]
// Run in the folder in which npm installed it; files are written to ./sectors.
import { execFileSync, execSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const [ours, runtime, compiler = 'clang -O2'] = process.argv.slice(2)
const { resolve } = createRequire(process.cwd() + '/package.json')
const { parseAndGenerate } = await import(pathToFileURL(resolve('@sdeverywhere/compile')))
const model = execFileSync(ours, ['vensim'], { encoding: 'utf8' })
mkdirSync('sectors', { recursive: true })
const spec = { inputVarNames: [], outputVarNames: ['s0', 's39'] }
// Newer versions take the kind of the model as a second argument.
const kind = parseAndGenerate.length >= 7 ? ['vensim'] : []
await parseAndGenerate(model, ...kind, spec, ['generateC'], '.', 'sectors', 'sectors')
writeFileSync('sectors/drive.c', `
#include "sde.h"
#include <stdio.h>
#include <time.h>
extern double _s0, _s39;
double _time;
void outputVar(double value) { (void)value; }
static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}
int main(void) {
  double best = 1e300;
  for (int k = 0; k < 5; ++k) {
    const double start = now();
    for (int run = 0; run < 200; ++run) {
      initConstants();
      _time = 0;
      initLevels();
      for (int step = 0; step < 1000; ++step, _time += 0.25) {
        evalAux();
        evalLevels();
      }
    }
    const double seconds = now() - start;
    if (seconds < best) best = seconds;
  }
  printf("SDEverywhere: %.0f ns a step; s0 ends at %.12g, s39 at %.12g\\n", best / 200e3 * 1e9, _s0, _s39);
}
`)
const sources = ['vensim.c', 'macros.c', 'allocation.c'].map(file => `${runtime}/${file}`).join(' ')
execSync(`${compiler} -w -I${runtime} -o sectors/drive sectors/drive.c sectors/sectors.c ${sources} -lm`)
for (let turn = 0; turn < 5; ++turn) {
  process.stdout.write(execFileSync('sectors/drive', { encoding: 'utf8' }))
  process.stdout.write(execFileSync(ours, ['sectors'], { encoding: 'utf8' }))
}
