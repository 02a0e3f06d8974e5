// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/settle/settle.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "offramp/analysis/choices/cover.h"
#include "offramp/analysis/choices/deal.h"
#include "offramp/analysis/choices/families.h"
#include "offramp/analysis/choices/off_ramps.h"
#include "offramp/analysis/drawn/drawn.h"
#include "offramp/analysis/ladder/band.h"
#include "offramp/analysis/ladder/drafts.h"
#include "offramp/analysis/ladder/ladder.h"
#include "offramp/analysis/ladder/leading.h"
#include "offramp/analysis/ladder/no_deal.h"
#include "offramp/analysis/settle/central.h"
#include "offramp/analysis/settle/parts.h"
#include "offramp/analysis/settle/robust_choices.h"
#include "offramp/analysis/settle/search.h"
#include "offramp/analysis/standing/context.h"
#include "offramp/analysis/worlds/evidence_model.h"
#include "offramp/analysis/worlds/rungs.h"
#include "offramp/bargaining/model/dominance.h"
#include "offramp/bargaining/worlds/settlement_in_worlds.h"
#include "offramp/base/number/stats.h"

namespace offramp {
namespace {

constexpr std::size_t kMostClosingSets = 50;

void check_options(const SettleOptions& options) {
  if (options.top == 0)
    throw std::invalid_argument("settle: top = 0; at least one settlement must be listed");
}

std::vector<bool> describe_zone(const SettleContext& context, SettleResult& result) {
  std::vector<std::uint32_t> sizes = context.acceptance.zone_size;
  std::vector<bool> agreed;
  for (const std::uint32_t n : sizes) agreed.push_back(n > 0);
  std::sort(sizes.begin(), sizes.end());
  std::uint64_t sum = 0;
  for (const std::uint32_t n : sizes) sum += n;
  result.zone.mean = static_cast<double>(sum) / static_cast<double>(sizes.size());
  result.zone.p5 = quantile_of_sorted(sizes, 0.05);
  result.zone.p50 = quantile_of_sorted(sizes, 0.50);
  result.zone.p95 = quantile_of_sorted(sizes, 0.95);
  result.zone.largest = sizes.back();
  return agreed;
}

std::vector<bool> pareto_flags(const SettleContext& context, std::size_t& count) {
  const auto& utility = context.acceptance.expected_utility;
  const std::vector<std::size_t> frontier = bargaining::undominated(
      {utility.begin(), utility.begin() + static_cast<std::ptrdiff_t>(context.veto_count)});
  count = frontier.size();
  std::vector<bool> flags(context.feasible());
  for (const std::size_t i : frontier) flags[i] = true;
  return flags;
}

std::vector<std::size_t> best_positions(const SettleContext& context, std::size_t count) {
  std::vector<std::size_t> order(context.feasible());
  std::iota(order.begin(), order.end(), std::size_t{0});
  count = std::min(count, order.size());
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count), order.end(),
                    [&](std::size_t a, std::size_t b) { return ranks_before(context, a, b); });
  order.resize(count);
  return order;
}

void price_red_line(const SettleContext& context, std::size_t r, std::size_t without, std::size_t agreed,
                    std::size_t worlds, SettleResult& result) {
  const Share opened = share_of(without - agreed, worlds);
  result.red_lines.push_back({context.red_lines[r],
                              share_of(context.problem.red_lines[r].binds.count(), context.problem.worlds),
                              share_of(without, worlds), opened.value, opened.standard_error});
}

void price_red_lines(const SettleContext& context, const std::vector<bool>& agreed, const RunControl& control,
                     SettleResult& result) {
  const auto total = static_cast<std::size_t>(std::count(agreed.begin(), agreed.end(), true));
  for (std::size_t r = 0; r < context.red_lines.size(); ++r) {
    price_red_line(context, r, context.acceptance.agreement_without[r].count(), total, context.problem.worlds,
                   result);
  }
  if (total > 0) return;
  for (const auto& lines : bargaining::closing_red_lines(context.problem, kMostClosingSets, control)) {
    std::vector<RedLineId>& ids = result.closing_sets.emplace_back();
    for (const std::size_t r : lines) ids.push_back(context.red_lines[r]);
  }
}

// A proof for each red line and world that does not agree as it is, over a block of worlds.
void price_red_lines_by_proof(const SettleContext& context, const std::vector<bool>& agreed,
                              const SettleOptions& options, const RunControl& control, SettleResult& result) {
  const std::size_t worlds = std::min(options.robust_worlds, context.problem.worlds);
  const auto total = static_cast<std::size_t>(
      std::count(agreed.begin(), agreed.begin() + static_cast<std::ptrdiff_t>(worlds), true));
  for (std::size_t r = 0; r < context.red_lines.size(); ++r) {
    price_red_line(context, r, agreed_without(context, r, agreed, worlds, control), total, worlds, result);
  }
}

std::vector<bool> agreed_in(const std::vector<std::uint32_t>& zone_size) {
  std::vector<bool> agreed;
  for (const std::uint32_t size : zone_size) agreed.push_back(size > 0);
  return agreed;
}

// In which worlds some settlement is signed, in each half.
struct Agreed {
  std::vector<bool> choosing, judging;
};

// Lists every feasible settlement; writes in which worlds agreement is possible.
std::optional<Unanswered> settle_by_enumeration(SettleContext& context, const RunControl& control,
                                                SettleResult& result, Agreed& agreed) {
  context.choosing = bargaining::enumerate_acceptance(context.halves.choosing.problem, control,
                                                      classes_to_cover(context.halves));
  context.acceptance = bargaining::enumerate_acceptance(context.problem, control);
  result.feasible = context.feasible();
  if (result.feasible == 0) return Unanswered{"settle: no settlement obeys the case's logic"};
  agreed = {agreed_in(context.choosing.zone_size), describe_zone(context, result)};
  price_red_lines(context, agreed.judging, control, result);
  result.method = "every feasible settlement in every world; exact for these worlds";
  return std::nullopt;
}

std::optional<Unanswered> settle_by_search(SettleContext& context, const SettleOptions& options,
                                           const RunControl& control, SettleResult& result, Agreed& agreed) {
  SearchVerdicts verdicts = search_settlements(context, options, control);
  result.enumerated = false;
  result.feasible = context.feasible();
  if (result.feasible == 0) {
    return Unanswered{"settle: the search found no settlement that obeys the case's logic"};
  }
  result.undecided_worlds = static_cast<std::size_t>(
      std::count(verdicts.judging.undecided.begin(), verdicts.judging.undecided.end(), true));
  agreed = {std::move(verdicts.choosing.agreed), std::move(verdicts.judging.agreed)};
  price_red_lines_by_proof(context, agreed.judging, options, control, result);
  result.method = fmt::format(
      "a proof of agreement or of none in every world ({} undecided); settlements from a short list of {} "
      "found by "
      "search; red lines priced over {} worlds",
      result.undecided_worlds, result.feasible, std::min(options.robust_worlds, context.problem.worlds));
  return std::nullopt;
}

// Every report of a feasible settlement.
std::vector<SettlementReport*> reports_of(SettleResult& result) {
  std::vector<SettlementReport*> reports;
  for (SettlementReport& report : result.ranked) reports.push_back(&report);
  for (BargainingPoint& point : result.points) reports.push_back(&point.report);
  for (RobustChoice& choice : result.robust) reports.push_back(&choice.report);
  for (PartyOffRamps& party : result.off_ramps) {
    for (OffRamp& ramp : party.ramps) reports.push_back(&ramp.report);
  }
  for (TabledBy& tabled : result.tabled) reports.push_back(&tabled.report);
  for (DraftStanding& draft : result.drafts) {
    if (draft.feasible) reports.push_back(&draft.report);
  }
  reports.push_back(&result.mediator_leads);
  if (result.fallback) reports.push_back(&result.fallback->report);
  if (result.actual && result.actual->feasible) reports.push_back(&result.actual->report);
  return reports;
}

// What a report says beside its standings.
void complete(const SettleContext& context, const std::vector<bool>& pareto, SettlementReport& report) {
  if (context.stop.stop_requested()) throw Stopped{};
  if (const auto position = context.position_of(report.settlement)) report.pareto = pareto[*position];
  const std::size_t worlds = context.problem.worlds;
  const Rungs rungs = rungs_of(context.halves.judging, context.halves.judging_feints, report.settlement);
  report.meant = share_of(rungs.meant.count(), worlds);
  report.ratified = share_of(rungs.ratified.count(), worlds);
  report.not_wrecked = share_of(rungs.not_wrecked.count(), worlds);
}

Answer<SettleResult> settle_posed(const Answer<CaseProblem>& posed, const SettleOptions& options,
                                  const RunControl& control) {
  check_options(options);
  if (!posed) return posed.reason();
  const Halves halves(*posed);
  SettleContext context(halves, control.stop);
  SettleResult result;
  result.seed = context.table.seed;
  result.worlds = posed->table.worlds;
  result.days = context.table.days;
  if (context.c.crisis) result.outside = base_rate(*context.c.crisis);
  result.space_size = context.problem.space.size();
  result.veto_players = context.c.veto_players();
  result.weightiest_issues = weightiest_issues(context.c);
  const bool listed = result.space_size <= options.enumeration_limit;
  Agreed agreed;
  const std::optional<Unanswered> none = listed ? settle_by_enumeration(context, control, result, agreed)
                                                : settle_by_search(context, options, control, result, agreed);
  if (none) return *none;
  context.find_most_gains();
  const auto signs = static_cast<std::size_t>(std::count(agreed.judging.begin(), agreed.judging.end(), true));
  result.agreement = share_of(signs, context.problem.worlds);
  // Nobody knows what dominates a short list from outside it.
  const std::vector<bool> pareto =
      listed ? pareto_flags(context, result.pareto_count) : std::vector<bool>(context.feasible());
  const std::vector<std::size_t> best =
      best_positions(context, std::max(options.top, SettleResult::kMaxMap / 2));
  const Leading leads = leading(context, best, pareto);
  FamilyRows deals = families_of(context, pareto, leads, result.weightiest_issues.front(), options.top);
  for (const std::size_t row : deals.leaders) result.ranked.push_back(report_of(context, row));
  result.families = std::move(deals.families);
  result.crux = std::move(deals.crux);
  set_rival(result.ranked, context.veto_count, result.crux);
  describe_leads(context, leads, result);
  describe_ratifiers(context, result);
  describe_spoilers(context, result);
  result.cover = cover_of(context);
  result.deals = deals_of(context, result);
  result.fallback = fallback_of(context, result);
  result.ladder = ladder_of(context, result.ranked.front().settlement, signs);
  draw_map(context, pareto, best, result);
  describe_reservations(context, result);
  result.points = bargaining_points(context, result.no_points_because);
  result.off_ramps = off_ramps(context);
  result.certificate = certify(context, control);
  result.robust = robust_choices(context, options, result, control);
  compare_points(context, result);
  split_by_type(context, agreed.judging, result);
  rank_actual(context, result);
  result.drafts = drafts_of(context, listed);
  if (listed) {
    result.no_deal_stands = no_deal_standings(context.halves.choosing, context.choosing.settlement);
    result.reversed_types = reversed_types(result.no_deal_stands);
  }
  for (SettlementReport* report : reports_of(result)) complete(context, pareto, *report);
  result.no_deal_checks = no_deal_checks(context.halves.judging);
  result.agreed = std::move(agreed.choosing);
  if (posed->table.worlds == 1) result.agreed.clear();  // one world is both halves
  result.agreed.insert(result.agreed.end(), agreed.judging.begin(), agreed.judging.end());
  return result;
}

}  // namespace

const Answer<SettleResult>& settle(CaseRun& run) {
  return run.once<Answer<SettleResult>>([&]() -> Answer<SettleResult> {
    Answer<SettleResult> settled =
        settle_posed(case_problem(run), run.options<SettleOptions>(), run.control());
    if (!settled) return settled;
    SettleResult result = *std::move(settled);
    add_beliefs(drawn_worlds(run), result);
    describe_words(run.c(), drawn_worlds(run).trust, result);
    result.words = run.options().words;
    result.band = modelling_band(run, result);
    return result;
  });
}

Answer<SettleResult> settle_worlds(const Case& c, const WorldTable& table, const SettleOptions& options,
                                   const RunControl& control) {
  return settle_posed(case_problem(c, table, true, control), options, control);
}

}  // namespace offramp
