// SPDX-License-Identifier: Apache-2.0
// How fast models of stocks and flows are simulated, on one core, against plain C++ in the same process.
//   dynamics_speed [war|sectors|long]
//                              the war of dynamics_models.h, the 40 sectors, a long run with all summaries, a
//   replay dynamics_speed vensim      writes the 40 sectors as a Vensim model, for peers/sdeverywhere.mjs
// Seconds are of the processor, so that other work on the machine matters less; the best of five.
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstring>
#include <ctime>
#include <functional>

#include "bench/dynamics_models.h"
#include "bench/plain_war.h"
#include "offramp/dynamics/lanes/kernels.h"
#include "offramp/dynamics/run/monte_carlo.h"
#include "offramp/dynamics/run/simulate.h"

namespace offramp::bench {
namespace {

double processor_seconds() {
  timespec t{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

double best_of_five(const std::function<void()>& work) {
  double best = 1e300;
  for (int i = 0; i < 5; ++i) {
    const double start = processor_seconds();
    work();
    best = std::min(best, processor_seconds() - start);
  }
  return best;
}

RunControl one_thread() {
  RunControl control;
  control.threads = 1;
  return control;
}

double mean_of(const dynamics::Summary& s, const char* name) {
  const auto at = std::find(s.names.begin(), s.names.end(), name) - s.names.begin();
  return s.spread.back()[static_cast<std::size_t>(at)].mean();
}

void time_war() {
  dynamics::Model model = war();
  constexpr std::uint64_t kPaths = 20'000, kPlainPaths = 4'000;
  const double steps = model.time.stop / model.time.step;
  dynamics::MonteCarloOptions options;
  options.paths = kPaths;
  double monthly = 0.0;
  for (const double save : {model.time.stop, 1.0}) {
    model.time.save = save;
    const dynamics::Program program = dynamics::testing::compiled(model);
    dynamics::Summary summary;
    const double seconds = best_of_five([&] { summary = run_paths(program, options, one_thread()); });
    const double rate = static_cast<double>(kPaths) * steps / seconds / 1e6;
    fmt::print("war, summaries {}: {:.2f} million path-steps a second ({}); front {:.3f}, output {:.2f}\n",
               save == 1.0 ? "each month" : "at the end", rate, dynamics::kernels_name(),
               mean_of(summary, "front"), mean_of(summary, "output"));
    if (save != 1.0) monthly = rate;
  }
  double front = 0.0, output = 0.0;
  const double seconds = best_of_five([&] {
    std::mt19937_64 random(1);
    front = output = 0.0;
    for (std::uint64_t p = 0; p < kPlainPaths; ++p) {
      PlainWar path;
      for (int s = 0; s < static_cast<int>(steps); ++s) path.step(model.time.step, random);
      front += path.front / kPlainPaths;
      output += path.output / kPlainPaths;
    }
  });
  const double plain = kPlainPaths * steps / seconds / 1e6;
  fmt::print(
      "war, plain C++: {:.2f} million path-steps a second; front {:.3f}, output {:.2f}; ours {:.2f} times\n",
      plain, front, output, monthly / plain);
}

void time_sectors() {
  dynamics::Model model = sectors();
  model.time.save = model.time.stop;
  const dynamics::Program program = dynamics::testing::compiled(model);
  dynamics::MonteCarloOptions options;
  options.paths = 256;
  const double steps = model.time.stop / model.time.step;
  const double seconds = best_of_five([&] { run_paths(program, options, one_thread()); });
  fmt::print(
      "sectors ({} stocks, {} scalars, {} instructions): {:.0f} ns a path-step, {:.3f} million a second\n",
      program.stocks.size(), program.flat.scalars.size(), program.step.size(), seconds / steps / 256 * 1e9,
      steps * 256 / seconds / 1e6);
  const dynamics::Path path = simulate_path(program, {}, 0);
  const auto last = [&](const char* name) {
    const auto at = std::find(path.names.begin(), path.names.end(), name) - path.names.begin();
    return path.rows.back()[static_cast<std::size_t>(at)];
  };
  fmt::print("sectors: s0 ends at {:.12g}, s39 at {:.12g}\n", last("s0"), last("s39"));
}

// 10^6 paths over 60 months of four steps each, every variable kept each month.
void time_long_run() {
  dynamics::Model model = war();
  model.time.stop = 60;
  for (const double step : {1.0, 0.25}) {
    model.time.step = step;
    model.time.save = 1;
    const dynamics::Program program = dynamics::testing::compiled(model);
    dynamics::MonteCarloOptions options;
    options.paths = 1'000'000;
    timespec from{}, to{};
    clock_gettime(CLOCK_MONOTONIC, &from);
    const double start = processor_seconds();
    run_paths(program, options, {});
    clock_gettime(CLOCK_MONOTONIC, &to);
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    fmt::print(
        "a million paths of 60 months, step {}: {:.1f} s of wall, {:.1f} s of processor, {} MB at most\n",
        step,
        static_cast<double>(to.tv_sec - from.tv_sec) + 1e-9 * static_cast<double>(to.tv_nsec - from.tv_nsec),
        processor_seconds() - start, used.ru_maxrss / 1024);
    const double seconds = best_of_five([&] { simulate_path(program, {}, 123'456); });
    fmt::print("one of them again: {:.3f} ms\n", seconds * 1e3);
  }
}

// Vensim's form of the same equations: IF THEN ELSE is a function there.
std::string vensim() {
  const dynamics::Model model = sectors();
  std::string out = "{UTF-8}\n";
  for (const dynamics::Variable& v : model.root.variables) {
    const dynamics::Part& part = v.parts.front();
    std::string text = part.equation.text;
    if (part.lookup) {
      out += v.name + "([(0,0)-(2,2)]";
      for (std::size_t p = 0; p < part.lookup->x.size(); ++p)
        out += fmt::format(",({},{})", part.lookup->x[p], part.lookup->y[p]);
      out += ") ~ ~ |\n";
      continue;
    }
    if (text.rfind("IF ", 0) == 0) {
      const std::size_t then = text.find(" THEN "), other = text.find(" ELSE ");
      text = fmt::format("IF THEN ELSE({}, {}, {})", text.substr(3, then - 3),
                         text.substr(then + 6, other - then - 6), text.substr(other + 6));
    }
    if (v.kind == dynamics::Variable::Kind::stock)
      text = fmt::format("INTEG({} - {}, {})", v.inflows[0].name, v.outflows[0].name, text);
    out += fmt::format("{} = {} ~ ~ |\n", v.name, text);
  }
  out += fmt::format(
      "INITIAL TIME = {} ~ ~ |\nFINAL TIME = {} ~ ~ |\nTIME STEP = {} ~ ~ |\nSAVEPER = {} ~ ~ |\n",
      model.time.start, model.time.stop, model.time.step, model.time.stop);
  return out;
}

}  // namespace
}  // namespace offramp::bench

int main(int count, char** words) {
  if (count > 1 && std::strcmp(words[1], "vensim") == 0) {
    fmt::print("{}", offramp::bench::vensim());
    return 0;
  }
  const auto asked = [&](const char* what) { return count == 1 || std::strcmp(words[1], what) == 0; };
  if (asked("war")) offramp::bench::time_war();
  if (asked("sectors")) offramp::bench::time_sectors();
  if (asked("long")) offramp::bench::time_long_run();
}
