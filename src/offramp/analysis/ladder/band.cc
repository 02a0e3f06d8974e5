// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/ladder/band.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "offramp/analysis/drawn/drawn.h"
#include "offramp/analysis/ladder/ladder.h"
#include "offramp/analysis/standing/context.h"
#include "offramp/analysis/worlds/evidence_model.h"
#include "offramp/bargaining/acceptance/agreement.h"
#include "offramp/case/model/widen.h"

namespace offramp {
namespace {

constexpr std::size_t kBandWorlds = 512;
constexpr std::size_t kTexts = 512;  // settlements among which texts are chosen
constexpr double kPoints = 0.05;     // what no deal and margins are moved by

// [Rung] Worlds of the judging half.
using RungWorlds = std::array<WorldSet, kRungs>;

struct Judged {
  RungWorlds rungs;
  bargaining::Settlement text;
};

// Those that are signed most often, in lexicographic order.
std::vector<bargaining::Settlement> texts_of(const SettleResult& settled) {
  std::vector<const MapPoint*> points;
  for (const MapPoint& point : settled.map) points.push_back(&point);
  std::stable_sort(points.begin(), points.end(), [](const MapPoint* a, const MapPoint* b) {
    return a->accepted_by_all > b->accepted_by_all;
  });
  points.resize(std::min(points.size(), kTexts));
  std::vector<bargaining::Settlement> texts;
  for (const MapPoint* point : points) texts.push_back(point->settlement);
  std::sort(texts.begin(), texts.end());
  return texts;
}

Judged judge(const CaseProblem& posed, const std::vector<bargaining::Settlement>& texts,
             const bargaining::Settlement& recommended, const RunControl& control) {
  const Halves halves(posed);
  SettleContext context(halves);
  context.short_list = texts;
  context.choosing = bargaining::acceptance_of(halves.choosing.problem, texts, profiles_of(halves));
  context.find_most_gains();
  LadderWorlds climbed = climb(context);
  Rungs rungs = rungs_of(halves.judging, halves.judging_feints, recommended);
  WorldSet known = std::move(climbed.types_known);
  known |= climbed.one_text.count() > known.count() ? climbed.one_text : WorldSet(known.worlds());
  return {{std::move(climbed.one_text), std::move(known),
           bargaining::agreement_worlds(halves.judging.problem, control.stop), std::move(rungs.accepted),
           std::move(rungs.meant), std::move(rungs.ratified), std::move(rungs.not_wrecked)},
          std::move(climbed.text)};
}

// What one choice makes of the worlds; the case must outlive it.
struct ModelVariant {
  ModelChoice choice;
  std::optional<DrawnWorlds> drawn;  // other draws; absent: those of the run
  double margin = -1.0;              // of everybody, if not negative
  double no_deal = 0.0;              // added to everybody's
};

// The variants of one run.
class Choices {
 public:
  explicit Choices(CaseRun& run) : run_(run), c_(run.c()), main_(drawn_worlds(run)), wide_(c_) {
    widen(wide_, 2.0);
  }

  std::size_t worlds() const { return std::min(kBandWorlds, main_.table.worlds); }
  const Case& case_of(ModelChoice choice) const { return choice == ModelChoice::widths_doubled ? wide_ : c_; }

  std::vector<ModelChoice> choices() const {
    std::vector<ModelChoice> list;
    const bool said = std::any_of(c_.evidence.begin(), c_.evidence.end(),
                                  [](const EvidenceItem& item) { return item.kind == EvidenceKind::word; });
    const auto all_at = [&](double theta) {
      return std::all_of(main_.trust.begin(), main_.trust.end(), [&](double t) { return t == theta; });
    };
    if (said && !all_at(1.0)) list.push_back(ModelChoice::words_all);
    if (said && !all_at(0.0)) list.push_back(ModelChoice::words_none);
    if (!c_.factors.empty() && run_.options().factors) list.push_back(ModelChoice::factors_none);
    if (std::any_of(c_.inputs.begin(), c_.inputs.end(),
                    [](const Input& input) { return input.quantity.uncertain(); }))
      list.push_back(ModelChoice::widths_doubled);
    if (asks_margin()) list.push_back(ModelChoice::margin_0);
    list.insert(list.end(), {ModelChoice::margin_5, ModelChoice::no_deal_down, ModelChoice::no_deal_up});
    return list;
  }

  ModelVariant variant(ModelChoice choice) const {
    RunOptions options = run_.options();
    options.worlds = worlds();
    const std::size_t things = main_.trust.size();
    const auto drawn = [&](const Case& c, const WordTrust& trust) {
      return draw_worlds(c, options, quiet(), trust);
    };
    switch (choice) {
      case ModelChoice::words_all:
        return {choice, drawn(c_, WordTrust(things, 1.0))};
      case ModelChoice::words_none:
        return {choice, drawn(c_, WordTrust(things, 0.0))};
      case ModelChoice::factors_none:
        options.factors = false;
        return {choice, drawn(c_, main_.trust)};
      case ModelChoice::widths_doubled:
        return {choice, drawn(wide_, main_.trust)};
      case ModelChoice::margin_0:
        return {choice, {}, 0.0};
      case ModelChoice::margin_5:
        return {choice, {}, kPoints};
      case ModelChoice::no_deal_down:
        return {choice, {}, -1.0, -kPoints};
      case ModelChoice::no_deal_up:
        return {choice, {}, -1.0, kPoints};
    }
    return {choice, {}};
  }

  RunControl quiet() const {
    RunControl control = run_.control();
    control.progress = {};
    return control;
  }

 private:
  bool asks_margin() const {
    const auto asks = [](const Acceptance& acceptance) { return acceptance.margin.has_value(); };
    for (std::size_t p = 0; p < c_.parties.size(); ++p) {
      if (asks(c_.acceptance[p])) return true;
      for (const PartyType& type : c_.types[p]) {
        if (asks(type.acceptance)) return true;
      }
    }
    return false;
  }

  CaseRun& run_;
  const Case& c_;
  const DrawnWorlds& main_;
  Case wide_;
};

// Moves the margins and no-deal values of everybody.
void shift(const ModelVariant& variant, bargaining::UncertainProblem& problem) {
  for (bargaining::UncertainNegotiator& negotiator : problem.negotiators) {
    if (variant.margin >= 0.0) negotiator.margin.assign(problem.worlds, variant.margin);
    for (double& reservation : negotiator.reservation) reservation += variant.no_deal;
  }
}

std::vector<std::pair<PartyId, TypeId>> leaders(const DrawnWorlds& drawn) {
  std::vector<std::pair<PartyId, TypeId>> list;
  for (const TypeBelief& belief : drawn.beliefs) {
    const auto best = std::max_element(
        belief.posterior.begin(), belief.posterior.end(),
        [](const evidence::Belief& a, const evidence::Belief& b) { return a.mean < b.mean; });
    list.emplace_back(belief.party, TypeId(static_cast<std::size_t>(best - belief.posterior.begin())));
  }
  return list;
}

BandEntry entry_of(ModelChoice choice, const Judged& base, Judged other,
                   const std::array<double, kRungs>& answer) {
  BandEntry entry;
  entry.choice = choice;
  entry.text = std::move(other.text);
  const auto worlds = static_cast<double>(base.rungs[0].worlds());
  for (std::size_t r = 0; r < kRungs; ++r) {
    WorldSet won = other.rungs[r], lost = base.rungs[r];
    won -= base.rungs[r];
    lost -= other.rungs[r];
    const auto up = static_cast<double>(won.count()), down = static_cast<double>(lost.count());
    const double change = (up - down) / worlds;
    entry.value[r] = std::clamp(answer[r] + change, 0.0, 1.0);
    entry.error[r] = std::sqrt(std::max((up + down) / worlds - change * change, 0.0) / worlds);
  }
  for (const std::size_t r : {1u, 2u}) entry.value[r] = std::max(entry.value[r], entry.value[r - 1]);
  for (const std::size_t r : {4u, 5u, 6u}) entry.value[r] = std::min(entry.value[r], entry.value[r - 1]);
  return entry;
}

}  // namespace

std::optional<std::array<double, kRungs>> under_reading(const SettleResult& settled, Credence words) {
  if (settled.words == words) return settled.ladder.values();
  const ModelChoice choice = words == Credence::all ? ModelChoice::words_all : ModelChoice::words_none;
  for (const BandEntry& entry : settled.band.entries) {
    if (words != Credence::credible && entry.choice == choice) return entry.value;
  }
  // Nothing else was drawn because it would be the same.
  const double same = words == Credence::all ? 1.0 : 0.0;
  const bool trusted = std::all_of(settled.words_about.begin(), settled.words_about.end(),
                                   [&](const auto& about) { return about.second == same; });
  if (settled.words == Credence::credible && trusted && !settled.band.entries.empty())
    return settled.ladder.values();
  return std::nullopt;
}

Band modelling_band(CaseRun& run, const SettleResult& settled) {
  Band band;
  band.low = band.high = settled.ladder.values();
  if (!settled.enumerated) {
    band.none_because = "there are too many settlements to search them again for each choice";
    return band;
  }
  const Choices choices(run);
  const std::size_t worlds = band.worlds = choices.worlds();
  const bargaining::Settlement& recommended = settled.ranked.front().settlement;
  const CaseProblem& whole = *case_problem(run);
  const WorldTable table = between(whole.table, 0, worlds);
  const CaseProblem first{whole.c,          table,           whole.parties,
                          whole.veto_count, whole.red_lines, bargaining::between(whole.problem, 0, worlds)};
  const std::vector<bargaining::Settlement> texts = texts_of(settled);
  band.texts = texts.size();
  const Judged base = judge(first, texts, recommended, choices.quiet());
  for (const ModelChoice choice : choices.choices()) {
    if (run.control().stop.stop_requested()) throw Stopped{};
    const ModelVariant variant = choices.variant(choice);
    CaseProblem posed =
        variant.drawn ? *case_problem(choices.case_of(choice), variant.drawn->table, true, choices.quiet())
                      : first;
    shift(variant, posed.problem);
    BandEntry entry =
        entry_of(choice, base, judge(posed, texts, recommended, choices.quiet()), settled.ladder.values());
    if (variant.drawn) {
      const auto now = leaders(drawn_worlds(run)), then = leaders(*variant.drawn);
      for (std::size_t p = 0; p < now.size(); ++p) {
        if (now[p] != then[p]) entry.leaders.push_back(then[p]);
      }
    }
    for (std::size_t r = 0; r < kRungs; ++r) {
      band.low[r] = std::min(band.low[r], entry.value[r]);
      band.high[r] = std::max(band.high[r], entry.value[r]);
    }
    band.entries.push_back(std::move(entry));
  }
  return band;
}

}  // namespace offramp
