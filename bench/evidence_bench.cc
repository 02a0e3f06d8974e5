// SPDX-License-Identifier: Apache-2.0
// A stream of a million items of evidence: taking it in, the posterior, and the posterior day by day; the
// same reading in many worlds; coded events read from bytes.
#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "offramp/base/number/random.h"
#include "offramp/evidence/import/events.h"
#include "offramp/evidence/posterior/posterior.h"
#include "offramp/evidence/posterior/removal.h"
#include "offramp/evidence/posterior/weight.h"

namespace offramp::evidence {
namespace {

// Three parties of three types, two of them linked; a tenth of the items in groups of five, half graded.
Model stream(std::size_t items, std::size_t worlds) {
  RandomStream random({.seed = 4});
  Model model;
  model.worlds = worlds;
  for (int s = 0; s < 3; ++s)
    model.subjects.push_back({"party", {"a", "b", "c"}, {0.5, 0.3, 0.2}, {false, true, false}});
  model.factors = {{{{0, 1}, {1, 1}}, {2.0}}};
  model.items.reserve(items, 3 * items * worlds);
  std::vector<double> likelihood(3 * worlds);
  for (std::size_t i = 0; i < items; ++i) {
    Item item;
    item.day = static_cast<std::int32_t>(i * 3650 / items);  // ten years
    item.about = random.index(3);
    item.kind = static_cast<Kind>(random.index(4));
    if (random.index(2) == 0)
      item.grade = {static_cast<std::uint8_t>(1 + random.index(6)),
                    static_cast<std::uint8_t>(1 + random.index(6))};
    if (random.index(10) == 0) item.group = static_cast<std::uint32_t>(i / 50);
    for (double& l : likelihood) l = 0.3 + 0.4 * random.uniform();
    model.items.add(item, likelihood);
  }
  return model;
}

void million_items(benchmark::State& state) {
  const Model model = stream(1'000'000, 1);
  for (auto _ : state) {
    state.PauseTiming();
    Model copy = model;
    state.ResumeTiming();
    const Dossier dossier(std::move(copy));
    benchmark::DoNotOptimize(posterior(dossier));
  }
}
BENCHMARK(million_items)->Unit(benchmark::kMillisecond);

void million_items_day_by_day(benchmark::State& state) {
  const Model model = stream(1'000'000, 1);
  for (auto _ : state) {
    state.PauseTiming();
    Model copy = model;
    state.ResumeTiming();
    const Dossier dossier(std::move(copy));
    benchmark::DoNotOptimize(trajectory(dossier));
  }
}
BENCHMARK(million_items_day_by_day)->Unit(benchmark::kMillisecond);

void million_items_left_out_one_by_one(benchmark::State& state) {
  const Dossier dossier(stream(1'000'000, 1));
  for (auto _ : state) benchmark::DoNotOptimize(removals(dossier));
}
BENCHMARK(million_items_left_out_one_by_one)->Unit(benchmark::kMillisecond);

// A case: 60 items, 4,096 worlds.
template <class Part>
void case_in_worlds(benchmark::State& state, Part part) {
  const Dossier dossier(stream(60, 4096));
  for (auto _ : state) benchmark::DoNotOptimize(part(dossier));
}
const auto kPosterior = [](const Dossier& d) { return posterior(d); };
const auto kTrajectory = [](const Dossier& d) { return trajectory(d); };
const auto kWeights = [](const Dossier& d) { return weights(d); };
const auto kWaterfall = [](const Dossier& d) { return waterfall(d); };
const auto kRemovals = [](const Dossier& d) { return removals(d); };
BENCHMARK_CAPTURE(case_in_worlds, posterior, kPosterior)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(case_in_worlds, trajectory, kTrajectory)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(case_in_worlds, weights, kWeights)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(case_in_worlds, waterfall, kWaterfall)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(case_in_worlds, removals, kRemovals)->Unit(benchmark::kMillisecond);

void gdelt_rows(benchmark::State& state) {
  std::string bytes;
  constexpr std::size_t kRows = 100'000;
  for (std::size_t n = 0; n < kRows; ++n) {
    bytes += "1\t20220224\t202202\t2022\t2022.15\tRUSMIL\tRUSSIA\tRUS" + std::string(8, '\t') +
             (n % 10 == 0 ? "UKR" : "USA") + "\tNAME\t" + (n % 10 == 0 ? "UKR" : "USA") +
             std::string(8, '\t') + "1\t190\t190\t19\t4\t-10\t10\t1\t10\t-5.5" + std::string(26, '\t') + "\n";
  }
  std::size_t events = 0;
  for (auto _ : state) events = by_month(import_events(bytes, {{"RUS"}, {"UKR"}}).events).front().count[3];
  state.counters["events"] = static_cast<double>(events);
  state.SetItemsProcessed(static_cast<std::int64_t>(kRows * state.iterations()));
}
BENCHMARK(gdelt_rows)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace offramp::evidence
