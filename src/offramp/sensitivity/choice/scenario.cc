// SPDX-License-Identifier: Apache-2.0
#include "offramp/sensitivity/choice/scenario.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <stdexcept>

#include "offramp/base/number/quantity.h"
#include "offramp/base/run/parallel.h"

namespace offramp::sensitivity {
namespace {

// Limits of a box, as ranges of distinct values or sets of levels.
struct Limits {
  std::vector<std::uint32_t> first, last;  // [input]: allowed groups of a numeric input
  std::vector<std::vector<bool>> allowed;  // [input][group] of a categorical input
};

struct Tally {
  std::size_t worlds = 0, cases = 0;
  double density() const {
    return worlds == 0 ? 0.0 : static_cast<double>(cases) / static_cast<double>(worlds);
  }
};

class Search {
 public:
  Search(const Table& table, const std::vector<bool>& cases, const ScenarioOptions& options,
         const RunControl& control)
      : table_(table),
        cases_(cases),
        options_(options),
        control_(control),
        rankings_(table.inputs.size()),
        free_(table.worlds(), true) {
    parallel_blocks(rankings_.size(), 1, control, "sort", [&](std::size_t i, std::size_t, std::size_t) {
      rankings_[i] = rank_input(table.inputs[i], 0);
    });
    for (const bool hit : cases) total_cases_ += hit ? 1 : 0;
  }
  std::size_t total_cases() const { return total_cases_; }
  std::optional<ScenarioBox> next_box();

 private:
  bool categorical(std::size_t i) const { return table_.inputs[i].categorical(); }
  bool within(const Limits& box, std::size_t i, std::size_t world) const {
    const std::uint32_t g = rankings_[i].group[world];
    return categorical(i) ? box.allowed[i][g] : g >= box.first[i] && g <= box.last[i];
  }
  Limits everything() const;
  bool restricted(const Limits& box, std::size_t i) const;
  Limits relaxed(const Limits& box, std::size_t i) const;
  std::vector<std::uint32_t> members(const Limits& box) const;
  Tally tally(const std::vector<std::uint32_t>& worlds) const;
  std::vector<Tally> group_tallies(std::size_t i, const std::vector<std::uint32_t>& worlds) const;
  bool peel(Limits& box, std::vector<std::uint32_t>& worlds) const;
  bool paste(Limits& box) const;
  std::vector<std::size_t> candidates(const std::vector<PeelStep>& trajectory) const;
  double merit(const Tally& inside) const;
  Limits finished(Limits box) const;
  void drop_idle(Limits& box) const;
  double quasi_p(const Limits& box, std::size_t i, const Tally& inside) const;
  Restriction describe(const Limits& box, std::size_t i, const Tally& inside) const;

  const Table& table_;
  const std::vector<bool>& cases_;
  const ScenarioOptions& options_;
  const RunControl& control_;
  std::vector<Ranking> rankings_;
  std::vector<bool> free_;  // in no earlier box
  std::size_t total_cases_ = 0;
};

Limits Search::everything() const {
  Limits box;
  for (std::size_t i = 0; i < rankings_.size(); ++i) {
    const std::size_t groups = rankings_[i].groups();
    box.first.push_back(0);
    box.last.push_back(static_cast<std::uint32_t>(groups - 1));
    box.allowed.emplace_back(categorical(i) ? groups : 0, true);
  }
  return box;
}

bool Search::restricted(const Limits& box, std::size_t i) const {
  if (categorical(i))
    return std::find(box.allowed[i].begin(), box.allowed[i].end(), false) != box.allowed[i].end();
  return box.first[i] > 0 || box.last[i] + 1 < rankings_[i].groups();
}

Limits Search::relaxed(const Limits& box, std::size_t i) const {
  Limits wide = box;
  wide.first[i] = 0;
  wide.last[i] = static_cast<std::uint32_t>(rankings_[i].groups() - 1);
  std::fill(wide.allowed[i].begin(), wide.allowed[i].end(), true);
  return wide;
}

std::vector<std::uint32_t> Search::members(const Limits& box) const {
  std::vector<std::size_t> bound;
  for (std::size_t i = 0; i < rankings_.size(); ++i) {
    if (restricted(box, i)) bound.push_back(i);
  }
  std::vector<std::uint32_t> worlds;
  for (std::size_t world = 0; world < free_.size(); ++world) {
    if (free_[world] &&
        std::all_of(bound.begin(), bound.end(), [&](std::size_t i) { return within(box, i, world); })) {
      worlds.push_back(static_cast<std::uint32_t>(world));
    }
  }
  return worlds;
}

Tally Search::tally(const std::vector<std::uint32_t>& worlds) const {
  Tally sum{worlds.size(), 0};
  for (const std::uint32_t world : worlds) sum.cases += cases_[world] ? 1 : 0;
  return sum;
}

std::vector<Tally> Search::group_tallies(std::size_t i, const std::vector<std::uint32_t>& worlds) const {
  std::vector<Tally> tallies(rankings_[i].groups());
  for (const std::uint32_t world : worlds) {
    Tally& place = tallies[rankings_[i].group[world]];
    ++place.worlds;
    place.cases += cases_[world] ? 1 : 0;
  }
  return tallies;
}

struct Cut {
  std::size_t input = 0;
  double score = 0.0;
  std::uint32_t first = 0, last = 0;  // numeric: new range
  std::uint32_t group = 0;            // categorical: level removed
  bool better(const Cut& other) const { return score > other.score; }
};

// Removes about `peel` of the box where the density of the rest gains most per world removed.
bool Search::peel(Limits& box, std::vector<std::uint32_t>& worlds) const {
  const Tally inside = tally(worlds);
  const auto least =
      static_cast<std::size_t>(std::ceil(options_.min_support * static_cast<double>(free_.size())));
  const auto target =
      std::max<std::size_t>(1, static_cast<std::size_t>(options_.peel * static_cast<double>(inside.worlds)));
  std::vector<std::optional<Cut>> best(rankings_.size());
  const auto consider = [&](std::size_t i, const Tally& removed, Cut cut) {
    if (removed.worlds == 0 || removed.worlds >= inside.worlds || inside.worlds - removed.worlds < least)
      return;
    const Tally rest{inside.worlds - removed.worlds, inside.cases - removed.cases};
    cut.input = i;
    cut.score = (rest.density() - inside.density()) / static_cast<double>(removed.worlds);
    if (!best[i] || cut.better(*best[i])) best[i] = cut;
  };
  parallel_blocks(
      rankings_.size(), 1, {{}, control_.stop, control_.threads}, "peel",
      [&](std::size_t i, std::size_t, std::size_t) {
        if (rankings_[i].constant()) return;
        const std::vector<Tally> tallies = group_tallies(i, worlds);
        if (categorical(i)) {
          for (std::uint32_t g = 0; g < tallies.size(); ++g) consider(i, tallies[g], Cut{0, 0.0, 0, 0, g});
          return;
        }
        Tally low, high;
        std::uint32_t first = box.first[i], last = box.last[i];
        while (first < last && (low.worlds == 0 || low.worlds + tallies[first].worlds <= target)) {
          low.worlds += tallies[first].worlds, low.cases += tallies[first].cases, ++first;
        }
        consider(i, low, Cut{0, 0.0, first, box.last[i], 0});
        while (last > box.first[i] && (high.worlds == 0 || high.worlds + tallies[last].worlds <= target)) {
          high.worlds += tallies[last].worlds, high.cases += tallies[last].cases, --last;
        }
        consider(i, high, Cut{0, 0.0, box.first[i], last, 0});
      });
  const Cut* chosen_cut = nullptr;
  for (const auto& cut : best) {
    if (cut && (chosen_cut == nullptr || cut->better(*chosen_cut))) chosen_cut = &*cut;
  }
  if (chosen_cut == nullptr) return false;
  const std::size_t i = chosen_cut->input;
  if (categorical(i)) {
    box.allowed[i][chosen_cut->group] = false;
  } else {
    box.first[i] = chosen_cut->first;
    box.last[i] = chosen_cut->last;
  }
  std::erase_if(worlds, [&](std::uint32_t world) { return !within(box, i, world); });
  return true;
}

// Widens one limit by up to `peel` of the box when the density does not fall; true if it did.
bool Search::paste(Limits& box) const {
  const Tally inside = tally(members(box));
  const auto target =
      std::max<std::size_t>(1, static_cast<std::size_t>(options_.peel * static_cast<double>(inside.worlds)));
  for (std::size_t i = 0; i < rankings_.size(); ++i) {
    if (!restricted(box, i)) continue;
    const std::vector<Tally> tallies = group_tallies(i, members(relaxed(box, i)));
    const auto good = [&](const Tally& added) {
      return added.worlds > 0 &&
             static_cast<double>(added.cases) >= inside.density() * static_cast<double>(added.worlds);
    };
    if (categorical(i)) {
      for (std::size_t g = 0; g < tallies.size(); ++g) {
        if (box.allowed[i][g] || !good(tallies[g])) continue;
        box.allowed[i][g] = true;
        return true;
      }
      continue;
    }
    Tally added;
    for (std::uint32_t first = box.first[i]; first > 0 && added.worlds < target;) {
      --first;
      added.worlds += tallies[first].worlds, added.cases += tallies[first].cases;
      if (added.worlds >= std::min<std::size_t>(target, 4) && good(added)) return box.first[i] = first, true;
    }
    added = {};
    for (std::uint32_t last = box.last[i]; last + 1 < tallies.size() && added.worlds < target;) {
      ++last;
      added.worlds += tallies[last].worlds, added.cases += tallies[last].cases;
      if (added.worlds >= std::min<std::size_t>(target, 4) && good(added)) return box.last[i] = last, true;
    }
  }
  return false;
}

// Steps of the peeling worth finishing: the best as it stands, the first to pass some densities, the densest.
std::vector<std::size_t> Search::candidates(const std::vector<PeelStep>& trajectory) const {
  std::vector<std::size_t> steps;
  std::size_t best = 0, densest = 0;
  const auto harmonic = [](const PeelStep& s) { return s.coverage * s.density / (s.coverage + s.density); };
  std::vector<double> marks = {0.75, 0.9};
  if (options_.target_density > 0.0) marks = {options_.target_density};
  for (std::size_t k = 1; k < trajectory.size(); ++k) {
    if (trajectory[k].coverage > 0.0 && harmonic(trajectory[k]) > harmonic(trajectory[best])) best = k;
    if (trajectory[k].density > trajectory[densest].density) densest = k;
    while (!marks.empty() && trajectory[k].density >= marks.front()) {
      steps.push_back(k);
      marks.erase(marks.begin());
    }
  }
  steps.push_back(best);
  steps.push_back(densest);
  std::sort(steps.begin(), steps.end());
  steps.erase(std::unique(steps.begin(), steps.end()), steps.end());
  return steps;
}

// Harmonic mean of coverage and density; with a target, coverage among the boxes that meet it.
double Search::merit(const Tally& inside) const {
  const double coverage = static_cast<double>(inside.cases) / static_cast<double>(total_cases_);
  const double density = inside.density();
  if (options_.target_density > 0.0) return density >= options_.target_density ? 2.0 + coverage : density;
  return coverage + density > 0.0 ? 2.0 * coverage * density / (coverage + density) : 0.0;
}

Limits Search::finished(Limits box) const {
  while (paste(box)) {
    if (control_.stop.stop_requested()) throw Stopped{};
  }
  drop_idle(box);
  return box;
}

double Search::quasi_p(const Limits& box, std::size_t i, const Tally& inside) const {
  return binomial_upper_tail(inside.cases, inside.worlds, tally(members(relaxed(box, i))).density());
}

void Search::drop_idle(Limits& box) const {
  while (true) {
    const Tally inside = tally(members(box));
    std::size_t worst = rankings_.size();
    double worst_p = options_.quasi_p;
    for (std::size_t i = 0; i < rankings_.size(); ++i) {
      if (!restricted(box, i)) continue;
      const double p = quasi_p(box, i, inside);
      if (p > worst_p) worst = i, worst_p = p;
    }
    if (worst == rankings_.size()) return;
    box = relaxed(box, worst);
  }
}

Restriction Search::describe(const Limits& box, std::size_t i, const Tally& inside) const {
  const Input& input = table_.inputs[i];
  const Ranking& ranking = rankings_[i];
  Restriction limit;
  limit.input = i;
  limit.quasi_p = quasi_p(box, i, inside);
  limit.text = input.name.empty() ? "input " + std::to_string(i) : input.name;
  const auto value = [&](std::size_t group) { return input.values[ranking.order[ranking.start[group]]]; };
  if (input.categorical()) {
    for (std::size_t g = 0; g < ranking.groups(); ++g) {
      if (box.allowed[i][g]) limit.levels.push_back(static_cast<std::size_t>(value(g)));
    }
    for (std::size_t k = 0; k < limit.levels.size(); ++k) {
      const std::size_t level = limit.levels[k];
      limit.text += k == 0 ? " is " : " or ";
      limit.text += level < input.level_names.size() ? input.level_names[level] : std::to_string(level);
    }
    return limit;
  }
  limit.has_low = box.first[i] > 0;
  limit.has_high = box.last[i] + 1 < ranking.groups();
  if (limit.has_low) {
    limit.low = readable_between(value(box.first[i] - 1), value(box.first[i]));
    limit.text += " above " + number_text(limit.low);
  }
  if (limit.has_high) {
    limit.high = readable_between(value(box.last[i]), value(box.last[i] + 1));
    limit.text += (limit.has_low ? " and below " : " below ") + number_text(limit.high);
  }
  return limit;
}

std::optional<ScenarioBox> Search::next_box() {
  Limits box = everything();
  std::vector<std::uint32_t> worlds = members(box);
  ScenarioBox result;
  std::vector<Limits> path;
  const auto record = [&] {
    const Tally inside = tally(worlds);
    std::size_t bound = 0;
    for (std::size_t i = 0; i < rankings_.size(); ++i) bound += restricted(box, i) ? 1 : 0;
    result.trajectory.push_back(
        {static_cast<double>(inside.cases) / static_cast<double>(total_cases_), inside.density(),
         static_cast<double>(inside.worlds) / static_cast<double>(free_.size()), bound});
    path.push_back(box);
    return inside.cases > 0 && inside.cases < inside.worlds;
  };
  while (record()) {
    if (control_.stop.stop_requested()) throw Stopped{};
    if (!peel(box, worlds)) break;
  }
  double best = -1.0;
  for (const std::size_t step : candidates(result.trajectory)) {
    const Limits tried = finished(path[step]);
    const double worth = merit(tally(members(tried)));
    if (worth > best) best = worth, box = tried;
  }
  worlds = members(box);
  const Tally inside = tally(worlds);
  for (std::size_t i = 0; i < rankings_.size(); ++i) {
    if (restricted(box, i)) result.restrictions.push_back(describe(box, i, inside));
  }
  if (result.restrictions.empty() || inside.cases == 0) return std::nullopt;
  result.worlds = inside.worlds;
  result.cases = inside.cases;
  result.coverage = static_cast<double>(inside.cases) / static_cast<double>(total_cases_);
  result.density = inside.density();
  result.support = static_cast<double>(inside.worlds) / static_cast<double>(free_.size());
  for (const Restriction& limit : result.restrictions) {
    result.text += (result.text.empty() ? "" : ", and ") + limit.text;
  }
  for (const std::uint32_t world : worlds) free_[world] = false;
  return result;
}

}  // namespace

Scenarios discover_scenarios(const Table& table, const std::vector<bool>& cases,
                             const ScenarioOptions& options, const RunControl& control) {
  check_table(table);
  if (cases.size() != table.worlds())
    throw std::invalid_argument("scenarios: one case flag per world is needed");
  if (!(options.peel > 0.0 && options.peel <= 0.5))
    throw std::invalid_argument("scenarios: peel must be in (0, 0.5]");
  if (!(options.min_support >= 0.0 && options.min_support <= 1.0)) {
    throw std::invalid_argument("scenarios: min_support must be in [0, 1]");
  }
  Search search(table, cases, options, control);
  Scenarios result;
  result.base_rate = static_cast<double>(search.total_cases()) / static_cast<double>(cases.size());
  if (search.total_cases() == 0 || search.total_cases() == cases.size()) {
    result.message = search.total_cases() == 0 ? "no world is a case: nothing to describe"
                                               : "every world is a case: nothing to tell apart";
    return result;
  }
  while (result.boxes.size() < options.max_boxes) {
    const auto box = search.next_box();
    if (!box || box->density <= result.base_rate) break;
    result.coverage += box->coverage;
    result.boxes.push_back(*box);
  }
  result.available = !result.boxes.empty();
  result.message = result.available ? "boxes by patient rule induction" : "no box tells cases from the rest";
  return result;
}

}  // namespace offramp::sensitivity
