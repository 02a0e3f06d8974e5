// SPDX-License-Identifier: Apache-2.0
// Recomputes every number that SettleResult reports with a naive second program.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include "offramp/analysis/settle/settle.h"
#include "offramp/analysis/testing/naive_model.h"
#include "offramp/analysis/testing/random_case.h"

namespace offramp {
namespace {

using testing::Naive;

class Oracle {
 public:
  // Settlements are chosen by the worlds of one table and judged by those of the other.
  Oracle(const Case& c, const WorldTable& chooses, const WorldTable& judges)
      : c_(c), chooses_(chooses), t_(judges), chooser_{c, chooses}, naive_{c, judges}, space_(c.space()) {
    for (std::uint64_t i = 0; i < *space_.exact_size(); ++i) {
      const auto s = space_.settlement(i);
      if (std::all_of(c.feasible.begin(), c.feasible.end(),
                      [&](const Rule& r) { return r.condition.holds(s); }))
        feasible_.push_back(s);
    }
    for (std::size_t p = 0; p < c.parties.size(); ++p) {
      if (c.parties[p].veto) veto_.push_back(p);
    }
    for (const auto& s : feasible_) {
      all_.push_back(naive_.worlds_where([&](std::size_t w) { return naive_.all_accept(s, w); }));
      auto& gain = gain_.emplace_back();
      for (const std::size_t p : veto_) gain.push_back(naive_.expected_gain(p, s));
    }
  }
  bool empty() const { return feasible_.empty(); }

  void check(const SettleResult& r) {
    EXPECT_EQ(r.feasible, feasible_.size());
    EXPECT_EQ(r.space_size, static_cast<double>(*space_.exact_size()));
    check_zone(r);
    ASSERT_EQ(r.ranked.size(), std::min<std::size_t>(10, feasible_.size()));
    for (const SettlementReport& report : r.ranked) check_report(report);
    check_leads(r);
    check_ladder(r);
    check_points(r);
    check_red_lines(r);
    for (const PartyOffRamps& party : r.off_ramps) check_off_ramps(party);
    check_types(r);
    check_actual(r);
    check_no_deal(r);
    for (const DraftStanding& draft : r.drafts) check_draft(draft);
    check_map(r);
    for (std::size_t v = 0; v < veto_.size(); ++v) check_reservation(r, v);
  }

 private:
  double share(std::size_t n) const { return static_cast<double>(n) / static_cast<double>(t_.worlds); }
  std::size_t at(const bargaining::Settlement& s) const {
    return static_cast<std::size_t>(std::find(feasible_.begin(), feasible_.end(), s) - feasible_.begin());
  }
  bool pareto(std::size_t i) const {
    for (std::size_t j = 0; j < feasible_.size(); ++j) {
      bool all = true, one = false;
      for (std::size_t v = 0; v < veto_.size(); ++v) {
        all = all && gain_[j][v] >= gain_[i][v] - 1e-13;
        one = one || gain_[j][v] > gain_[i][v] + 1e-13;
      }
      if (all && one) return false;
    }
    return true;
  }
  bool pareto_is_clear(std::size_t i) const {
    for (std::size_t j = 0; j < feasible_.size(); ++j) {
      for (std::size_t v = 0; v < veto_.size(); ++v) {
        if (j != i && std::fabs(gain_[j][v] - gain_[i][v]) < 1e-13) return false;
      }
    }
    return true;
  }

  std::size_t signed_choosing(const bargaining::Settlement& s) const {
    return chooser_.worlds_where([&](std::size_t w) { return chooser_.all_accept(s, w); });
  }
  std::size_t lasts_choosing(const bargaining::Settlement& s) const {
    return chooser_.worlds_where([&](std::size_t w) { return chooser_.lasts(s, w); });
  }
  double expects(const Naive& by, std::size_t p, const bargaining::Settlement& s) const {
    return by.mean(
        [&](std::size_t w) { return by.lasts(s, w) ? by.utility(p, s, w) - by.reservation(p, w) : 0.0; });
  }

  void check_leads(const SettleResult& r) {
    std::vector<std::size_t> order;
    for (const auto& s : feasible_) order.push_back(lasts_choosing(s));
    std::sort(order.rbegin(), order.rend());
    EXPECT_EQ(lasts_choosing(r.mediator_leads.settlement), order.front());
    EXPECT_EQ(r.perspective.has_value(),
              std::any_of(r.tabled.begin(), r.tabled.end(), [&](const TabledBy& tabled) {
                return c_.parties[tabled.party.index()].id == c_.perspective;
              }));
    for (std::size_t i = r.perspective ? 1 : 0; !r.perspective && i < r.ranked.size(); ++i)
      EXPECT_EQ(lasts_choosing(r.ranked[i].settlement), order[i]);
    ASSERT_EQ(r.tabled.size(),
              veto_.size() + (r.perspective && !c_.parties[r.perspective->index()].veto ? 1 : 0));
    for (const TabledBy& tabled : r.tabled) {
      const std::size_t p = tabled.party.index();
      check_report(tabled.report);
      double most = -1e300;
      for (const auto& s : feasible_) most = std::max(most, expects(chooser_, p, s));
      EXPECT_NEAR(expects(chooser_, p, tabled.report.settlement), most, 1e-12);
      EXPECT_NEAR(tabled.expected, expects(naive_, p, tabled.report.settlement), 1e-12);
      if (r.perspective == tabled.party) {
        EXPECT_EQ(tabled.report.settlement, r.ranked.front().settlement);
      }
    }
  }

  std::vector<std::size_t> types_in(const WorldTable& t, std::size_t w) const {
    std::vector<std::size_t> types;
    for (const auto& column : t.type) types.push_back(column.empty() ? 0 : column[w]);
    return types;
  }

  // The texts that do best in the choosing half, for every combination of types and at all.
  void check_ladder(const SettleResult& r) {
    const auto chosen = [&](const bargaining::Settlement& s, const std::vector<std::size_t>* types) {
      return chooser_.worlds_where([&](std::size_t w) {
        return (types == nullptr || types_in(chooses_, w) == *types) && chooser_.all_accept(s, w);
      });
    };
    std::size_t most = 0;
    for (const auto& s : feasible_) most = std::max(most, chosen(s, nullptr));
    const bargaining::Settlement& text = r.ladder.text;
    EXPECT_EQ(chosen(text, nullptr), most);
    std::map<std::vector<std::size_t>, std::pair<std::size_t, std::size_t>> best;  // worlds, settlement
    for (std::size_t w = 0; w < chooses_.worlds; ++w) {
      const std::vector<std::size_t> types = types_in(chooses_, w);
      auto [entry, fresh] = best.try_emplace(types, chosen(text, &types), at(text));
      for (std::size_t i = 0; fresh && i < feasible_.size(); ++i) {
        const std::size_t n = chosen(feasible_[i], &types);
        if (n > entry->second.first) entry->second = {n, i};
      }
    }
    const std::size_t one = all_[at(text)];
    const std::size_t known = naive_.worlds_where([&](std::size_t w) {
      const auto found = best.find(types_in(t_, w));
      return naive_.all_accept(found == best.end() ? text : feasible_[found->second.second], w);
    });
    EXPECT_EQ(r.ladder.profiles, best.size());
    EXPECT_DOUBLE_EQ(r.ladder.one_text.value, share(one));
    EXPECT_DOUBLE_EQ(r.ladder.types_known.value, share(std::max(one, known)));
    EXPECT_EQ(r.ladder.raised, known < one);
    EXPECT_DOUBLE_EQ(r.ladder.exists.value, r.agreement.value);
    EXPECT_LE(r.ladder.types_known.value, r.ladder.exists.value);
    const SettlementReport& first = r.ranked.front();
    EXPECT_DOUBLE_EQ(r.ladder.signed_by_all.value, first.accepted_by_all.value);
    EXPECT_DOUBLE_EQ(r.ladder.meant.value, first.meant.value);
    EXPECT_DOUBLE_EQ(r.ladder.ratified.value, first.ratified.value);
    EXPECT_DOUBLE_EQ(r.ladder.not_wrecked.value, first.not_wrecked.value);
  }

  void check_zone(const SettleResult& r) {
    std::vector<std::size_t> sizes;
    for (std::size_t w = 0; w < t_.worlds; ++w) {
      sizes.push_back(static_cast<std::size_t>(std::count_if(
          feasible_.begin(), feasible_.end(), [&](const auto& s) { return naive_.all_accept(s, w); })));
    }
    std::sort(sizes.begin(), sizes.end());
    const auto open =
        static_cast<std::size_t>(std::count_if(sizes.begin(), sizes.end(), [](auto n) { return n > 0; }));
    EXPECT_DOUBLE_EQ(r.agreement.value, share(open));
    double sum = 0;
    for (const std::size_t n : sizes) sum += static_cast<double>(n);
    EXPECT_DOUBLE_EQ(r.zone.mean, sum / static_cast<double>(t_.worlds));
    EXPECT_EQ(r.zone.largest, sizes.back());
    const auto quantile = [&](double p) {
      for (const std::size_t n : sizes) {
        const auto below = std::count_if(sizes.begin(), sizes.end(), [&](auto m) { return m <= n; });
        if (static_cast<double>(below) >= p * static_cast<double>(sizes.size()) - 1e-9)
          return static_cast<double>(n);
      }
      return static_cast<double>(NAN);
    };
    EXPECT_EQ(r.zone.p5, quantile(0.05));
    EXPECT_EQ(r.zone.p50, quantile(0.5));
    EXPECT_EQ(r.zone.p95, quantile(0.95));
  }

  void check_report(const SettlementReport& report) {
    const auto& s = report.settlement;
    ASSERT_LT(at(s), feasible_.size());
    EXPECT_DOUBLE_EQ(report.accepted_by_all.value, share(all_[at(s)]));
    const auto meant = [&](std::size_t w) { return naive_.all_accept(s, w) && !naive_.any_feint(w); };
    EXPECT_DOUBLE_EQ(report.meant.value, share(naive_.worlds_where(meant)));
    EXPECT_DOUBLE_EQ(
        report.ratified.value,
        share(naive_.worlds_where([&](std::size_t w) { return meant(w) && naive_.all_ratify(s, w); })));
    EXPECT_DOUBLE_EQ(report.not_wrecked.value,
                     share(naive_.worlds_where([&](std::size_t w) { return naive_.lasts(s, w); })));
    if (pareto_is_clear(at(s))) {
      EXPECT_EQ(report.pareto, pareto(at(s)));
    }
    std::size_t least = t_.worlds + 1, weakest = 0;
    for (const std::size_t p : veto_) {
      const std::size_t n = naive_.worlds_where(
          [&](std::size_t w) { return naive_.gains(p, s, w) && !naive_.own_line_crossed(p, s, w, {}); });
      if (n < least) weakest = p;
      least = std::min(least, n);
    }
    EXPECT_EQ(report.weakest_link.index(), weakest);
    for (const Standing& standing : report.standings) {
      const std::size_t p = standing.party.index();
      const std::size_t accepts = naive_.worlds_where(
          [&](std::size_t w) { return naive_.gains(p, s, w) && !naive_.own_line_crossed(p, s, w, {}); });
      const std::size_t crosses =
          naive_.worlds_where([&](std::size_t w) { return naive_.own_line_crossed(p, s, w, {}); });
      EXPECT_DOUBLE_EQ(standing.accepts.value, share(accepts));
      EXPECT_DOUBLE_EQ(standing.crosses_red_line.value, share(crosses));
      EXPECT_NEAR(standing.expected_utility,
                  naive_.mean([&](std::size_t w) { return naive_.utility(p, s, w); }), 1e-12);
      EXPECT_NEAR(standing.expected_gain, naive_.expected_gain(p, s), 1e-12);
    }
  }

  void check_points(const SettleResult& r) {
    std::vector<std::size_t> candidates;
    std::vector<bool> open(feasible_.size(), true);
    for (std::size_t i = 0; i < feasible_.size(); ++i) {
      bool fits = true;
      for (std::size_t v = 0; v < veto_.size(); ++v) {
        for (std::size_t line = 0; line < c_.red_lines.size(); ++line) {
          if (c_.red_lines[line].party.index() != veto_[v] || c_.red_lines[line].price) continue;
          const std::size_t crosses =
              naive_.worlds_where([&](std::size_t w) { return naive_.crossed(line, feasible_[i], w); });
          open[i] = open[i] && 2 * crosses <= t_.worlds;
        }
        fits = fits && open[i] && gain_[i][v] >= -1e-11;
      }
      if (fits) candidates.push_back(i);
    }
    EXPECT_EQ(r.points.empty(), candidates.empty());
    EXPECT_EQ(r.no_points_because.empty(), !candidates.empty());
    if (candidates.empty()) return;
    std::vector<double> ideal(veto_.size(), 0);
    for (const std::size_t i : candidates) {
      for (std::size_t v = 0; v < veto_.size(); ++v) ideal[v] = std::max(ideal[v], gain_[i][v]);
    }
    const auto criterion = [&](const std::string& name, std::size_t i) {
      return testing::fairness_criterion(name, gain_, open, i, ideal, r.expected_reservation);
    };
    ASSERT_EQ(r.points.size(), 6u);
    for (const BargainingPoint& point : r.points) {
      check_report(point.report);
      ASSERT_TRUE(std::find(candidates.begin(), candidates.end(), at(point.report.settlement)) !=
                  candidates.end());
      const auto own = criterion(point.name, at(point.report.settlement));
      if (point.name == "Kalai-Smorodinsky" && *std::min_element(ideal.begin(), ideal.end()) < 1e-9) continue;
      EXPECT_NEAR(point.value, own.front(), 1e-10) << point.name;
      for (const std::size_t i : candidates) {
        const auto other = criterion(point.name, i);
        for (std::size_t k = 0; k < own.size(); ++k) {
          if (std::fabs(other[k] - own[k]) < 1e-9) continue;
          EXPECT_LT(other[k], own[k]) << point.name;
          break;
        }
      }
    }
  }

  void check_red_lines(const SettleResult& r) {
    std::vector<std::size_t> veto_lines;
    for (const RedLinePrice& price : r.red_lines) {
      const std::size_t line = price.red_line.index();
      EXPECT_DOUBLE_EQ(price.binds.value,
                       share(naive_.worlds_where([&](std::size_t w) { return naive_.binds(line, w); })));
      const std::size_t without = naive_.worlds_where([&](std::size_t w) {
        return std::any_of(feasible_.begin(), feasible_.end(),
                           [&](const auto& s) { return naive_.all_accept(s, w, line); });
      });
      EXPECT_DOUBLE_EQ(price.agreement_without.value, share(without));
      EXPECT_NEAR(price.change, share(without) - r.agreement.value, 1e-12);
      EXPECT_GE(price.change, 0.0);
      if (c_.parties[c_.red_lines[line].party.index()].veto) veto_lines.push_back(line);
    }
    EXPECT_EQ(r.red_lines.size(), static_cast<std::size_t>(std::count_if(
                                      c_.red_lines.begin(), c_.red_lines.end(),
                                      [](const RedLine& line) { return !line.price.has_value(); })));
    if (r.agreement.value > 0) {
      EXPECT_TRUE(r.closing_sets.empty());
      return;
    }
    std::set<std::set<std::size_t>> minimal;
    for (std::size_t size = 0; size <= veto_lines.size(); ++size) {
      for (std::size_t mask = 0; mask < (std::size_t{1} << veto_lines.size()); ++mask) {
        std::set<std::size_t> kept;
        for (std::size_t i = 0; i < veto_lines.size(); ++i) {
          if ((mask >> i) & 1u) kept.insert(veto_lines[i]);
        }
        if (kept.size() != size || closes_more(minimal, kept) || !closed_by(kept)) continue;
        minimal.insert(kept);
      }
    }
    std::set<std::set<std::size_t>> reported;
    for (const auto& set : r.closing_sets) {
      std::set<std::size_t> lines;
      for (const RedLineId id : set) lines.insert(id.index());
      reported.insert(lines);
    }
    EXPECT_EQ(reported, minimal);
  }
  static bool closes_more(const std::set<std::set<std::size_t>>& minimal, const std::set<std::size_t>& kept) {
    return std::any_of(minimal.begin(), minimal.end(), [&](const auto& m) {
      return std::includes(kept.begin(), kept.end(), m.begin(), m.end());
    });
  }
  bool closed_by(const std::set<std::size_t>& kept) const {
    for (std::size_t w = 0; w < t_.worlds; ++w) {
      for (const auto& s : feasible_) {
        bool open =
            std::all_of(veto_.begin(), veto_.end(), [&](std::size_t p) { return naive_.gains(p, s, w); });
        for (const std::size_t line : kept) open = open && !naive_.crossed(line, s, w);
        if (open) return false;
      }
    }
    return true;
  }

  void check_off_ramps(const PartyOffRamps& party) {
    const std::size_t p = party.party.index();
    std::vector<const Rule*> aims;
    for (const Aim& aim : c_.aims) {
      if (aim.party == party.party) aims.push_back(&aim.that);
    }
    EXPECT_EQ(party.aims_declared, !aims.empty());
    const auto works = [&](const bargaining::Settlement& s) {
      return naive_.worlds_where([&](std::size_t w) {
        for (std::size_t r = 0; r < c_.red_lines.size(); ++r) {
          if (!c_.red_lines[r].price && naive_.crossed(r, s, w)) return false;
        }
        return naive_.gains(p, s, w);
      });
    };
    std::size_t best = 0, candidates = 0;
    bool any = false;
    for (std::size_t i = 0; i < feasible_.size() && !aims.empty(); ++i) {
      if (std::any_of(aims.begin(), aims.end(),
                      [&](const Rule* aim) { return aim->condition.holds(feasible_[i]); }))
        continue;
      ++candidates;
      if (works(feasible_[i]) == 0 || naive_.expected_gain(p, feasible_[i]) <= 1e-12) continue;
      any = true;
      best = std::max(best, signed_choosing(feasible_[i]));
    }
    if (!aims.empty()) {
      EXPECT_EQ(party.candidates, candidates);
      EXPECT_EQ(!party.ramps.empty(), any);
      if (!party.ramps.empty()) {
        EXPECT_EQ(signed_choosing(party.ramps.front().report.settlement), best);
      }
    }
    for (const OffRamp& ramp : party.ramps) {
      check_report(ramp.report);
      EXPECT_DOUBLE_EQ(ramp.works.value, share(works(ramp.report.settlement)));
      for (const Rule* aim : aims) EXPECT_FALSE(aim->condition.holds(ramp.report.settlement));
      ASSERT_EQ(ramp.give_get.size(), c_.issues.size());
      for (const GiveGet& g : ramp.give_get) {
        std::vector<double> points;
        for (std::size_t o = 0; o < c_.issues[g.issue.index()].options.size(); ++o) {
          points.push_back(
              naive_.mean([&](std::size_t w) { return naive_.issue_points(p, g.issue.index(), o, w); }));
        }
        EXPECT_EQ(g.option, ramp.report.settlement[g.issue.index()]);
        EXPECT_NEAR(g.points, points[g.option], 1e-9);
        EXPECT_NEAR(g.best_points, *std::max_element(points.begin(), points.end()), 1e-9);
        EXPECT_NEAR(g.worst_points, *std::min_element(points.begin(), points.end()), 1e-9);
        EXPECT_NEAR(g.change, g.points - (g.best_points + g.worst_points) / 2, 1e-9);
      }
    }
  }

  void check_types(const SettleResult& r) {
    std::size_t expected = 0;
    for (const auto& types : c_.types) expected += types.size();
    ASSERT_EQ(r.by_type.size(), expected);
    for (const AcceptanceByType& row : r.by_type) {
      std::size_t worlds = 0, agreed = 0;
      for (std::size_t w = 0; w < t_.worlds; ++w) {
        if (t_.type[row.party.index()][w] != row.type.index()) continue;
        ++worlds;
        agreed += std::any_of(feasible_.begin(), feasible_.end(),
                              [&](const auto& s) { return naive_.all_accept(s, w); });
      }
      EXPECT_DOUBLE_EQ(row.worlds.value, share(worlds));
      if (worlds > 0) {
        EXPECT_DOUBLE_EQ(row.agreement.value, static_cast<double>(agreed) / static_cast<double>(worlds));
      }
    }
  }

  // Other types of a party than it has, its numbers otherwise as they are.
  void check_no_deal(const SettleResult& r) {
    std::size_t expected = 0;
    for (std::size_t p = 0; p < c_.parties.size(); ++p)
      expected += std::max<std::size_t>(c_.types[p].size(), 1);
    ASSERT_EQ(r.no_deal_stands.size(), expected);
    for (const NoDealStanding& standing : r.no_deal_stands) {
      const std::size_t p = standing.party.index();
      WorldTable t = chooses_;
      if (standing.type) std::fill(t.type[p].begin(), t.type[p].end(), standing.type->index());
      const Naive naive{c_, t};
      double below = 0, accepts = 0;
      for (const auto& s : feasible_) {
        below += naive.mean([&](std::size_t w) {
          return naive.utility(p, s, w) < naive.reservation(p, w) - testing::kTie ? 1.0 : 0.0;
        });
        accepts += naive.mean([&](std::size_t w) {
          return naive.gains(p, s, w) && !naive.own_line_crossed(p, s, w, {}) ? 1.0 : 0.0;
        });
      }
      const auto n = static_cast<double>(feasible_.size());
      EXPECT_NEAR(standing.percentile, below / n, 1e-9);
      EXPECT_NEAR(standing.accepts, accepts / n, 1e-9);
      EXPECT_NEAR(standing.value, 100 * naive.mean([&](std::size_t w) { return naive.reservation(p, w); }),
                  1e-9);
    }
  }

  std::size_t accepts_choosing(std::size_t p, const bargaining::Settlement& s) const {
    return chooser_.worlds_where(
        [&](std::size_t w) { return chooser_.gains(p, s, w) && !chooser_.own_line_crossed(p, s, w, {}); });
  }

  void check_draft(const DraftStanding& standing) {
    const DraftText& draft = c_.drafts[standing.draft];
    std::optional<std::size_t> most;
    for (const auto& s : feasible_) {
      bool fits = true;
      for (std::size_t i = 0; i < s.size(); ++i)
        fits = fits && (draft.open[i] || s[i] == draft.settlement[i]);
      if (fits) most = std::max(most.value_or(0), signed_choosing(s));
    }
    ASSERT_EQ(standing.feasible, most.has_value());
    if (!most) return;
    const auto& text = standing.report.settlement;
    for (std::size_t i = 0; i < text.size(); ++i)
      EXPECT_TRUE(draft.open[i] || text[i] == draft.settlement[i]);
    EXPECT_EQ(signed_choosing(text), *most);
    check_report(standing.report);
    const std::size_t own = all_[at(text)];
    EXPECT_EQ(standing.rank, 1 + static_cast<std::size_t>(std::count_if(all_.begin(), all_.end(),
                                                                        [&](auto n) { return n > own; })));
    std::vector<std::size_t> refusing;
    for (std::size_t v = 0; v < veto_.size(); ++v) {
      const std::size_t p = veto_[v];
      const Refusal& refusal = standing.refusals[v];
      const std::size_t crosses =
          naive_.worlds_where([&](std::size_t w) { return naive_.own_line_crossed(p, text, w, {}); });
      const std::size_t little = naive_.worlds_where([&](std::size_t w) {
        return !naive_.own_line_crossed(p, text, w, {}) && !naive_.gains(p, text, w);
      });
      EXPECT_EQ(refusal.party, PartyId(p));
      EXPECT_DOUBLE_EQ(refusal.crosses_line.value, share(crosses));
      EXPECT_DOUBLE_EQ(refusal.too_little.value, share(little));
      EXPECT_DOUBLE_EQ(refusal.refuses.value, share(crosses + little));
      if (2 * accepts_choosing(p, text) < chooses_.worlds) refusing.push_back(p);
    }
    std::size_t won = 0;
    for (const std::size_t p : refusing) won += check_change(standing, p) ? 1 : 0;
    EXPECT_EQ(standing.changes.size(), won);
  }

  // Whether some change of one or two issues wins the party.
  bool check_change(const DraftStanding& standing, std::size_t p) {
    const auto& text = standing.report.settlement;
    for (const std::size_t issues : {1u, 2u}) {
      std::optional<std::size_t> most;
      for (const auto& s : feasible_) {
        std::size_t changed = 0;
        for (std::size_t i = 0; i < s.size(); ++i) changed += s[i] != text[i];
        if (changed == 0 || changed > issues || 2 * accepts_choosing(p, s) < chooses_.worlds) continue;
        most = std::max(most.value_or(0), signed_choosing(s));
      }
      if (!most) continue;
      const auto change = std::find_if(standing.changes.begin(), standing.changes.end(),
                                       [&](const DraftChange& c) { return c.party == PartyId(p); });
      EXPECT_NE(change, standing.changes.end());
      EXPECT_EQ(signed_choosing(change->text), *most);
      EXPECT_LE(change->issues.size(), issues);
      EXPECT_DOUBLE_EQ(change->accepted_by_all.value, share(all_[at(change->text)]));
      return true;
    }
    return false;
  }

  void check_actual(const SettleResult& r) {
    ASSERT_EQ(r.actual.has_value(), c_.actual.has_value());
    if (!r.actual) return;
    const std::size_t i = at(*c_.actual->settlement);
    EXPECT_EQ(r.actual->feasible, i < feasible_.size());
    if (!r.actual->feasible) return;
    check_report(r.actual->report);
    EXPECT_EQ(r.actual->rank, 1 + static_cast<std::size_t>(std::count_if(
                                      all_.begin(), all_.end(), [&](auto n) { return n > all_[i]; })));
    EXPECT_EQ(r.actual->tied, static_cast<std::size_t>(std::count(all_.begin(), all_.end(), all_[i])));
  }

  void check_map(const SettleResult& r) {
    std::size_t pareto_clear = 0, pareto_unclear = 0;
    for (std::size_t i = 0; i < feasible_.size(); ++i)
      (pareto_is_clear(i) ? pareto_clear : pareto_unclear) += pareto(i) || !pareto_is_clear(i);
    EXPECT_GE(r.pareto_count, pareto_clear);
    EXPECT_LE(r.pareto_count, pareto_clear + pareto_unclear);
    EXPECT_EQ(r.map.size(), feasible_.size());  // small cases fit whole
    for (const MapPoint& point : r.map) {
      EXPECT_DOUBLE_EQ(point.accepted_by_all, share(all_[at(point.settlement)]));
      for (std::size_t v = 0; v < veto_.size(); ++v) {
        EXPECT_NEAR(point.utility[v], gain_[at(point.settlement)][v] + r.expected_reservation[v], 1e-12);
      }
    }
  }

  void check_reservation(const SettleResult& r, std::size_t v) {
    std::vector<double> sorted;
    for (std::size_t w = 0; w < t_.worlds; ++w) sorted.push_back(naive_.reservation(veto_[v], w));
    EXPECT_NEAR(r.expected_reservation[v],
                naive_.mean([&](std::size_t w) { return naive_.reservation(veto_[v], w); }), 1e-12);
    std::sort(sorted.begin(), sorted.end());
    ASSERT_EQ(r.reservation_quantiles[v].size(), 20u);
    for (std::size_t i = 0; i < 20; ++i) {
      const double rank =
          std::ceil((static_cast<double>(i) + 0.5) / 20 * static_cast<double>(t_.worlds) - 1e-9);
      EXPECT_NEAR(r.reservation_quantiles[v][i], sorted[static_cast<std::size_t>(std::max(rank, 1.0)) - 1],
                  1e-12);
    }
  }

  const Case& c_;
  const WorldTable& chooses_;
  const WorldTable& t_;
  Naive chooser_, naive_;
  bargaining::Space space_;
  std::vector<bargaining::Settlement> feasible_;
  std::vector<std::size_t> veto_;
  std::vector<std::size_t> all_;
  std::vector<std::vector<double>> gain_;
};

TEST(SettleOracle, EveryReportedNumberOfAThousandRandomCases) {
  int nil = 0, open = 0;
  for (std::uint32_t number = 0; number < 1000; ++number) {
    SCOPED_TRACE(number);
    const Case c = testing::random_case(number);
    SampleOptions sampling;
    sampling.worlds = 1 + number % 40;
    sampling.days = static_cast<int>(number % 5) * 100;
    const WorldTable t = sample(c, sampling);
    const WorldTable chooses = between(t, 0, std::max<std::size_t>(t.worlds / 2, 1));
    const WorldTable judges = between(t, t.worlds / 2, t.worlds);
    Oracle oracle(c, chooses, judges);
    if (oracle.empty()) {
      EXPECT_FALSE(settle_worlds(c, t, {}));
      continue;
    }
    const SettleResult result = *settle_worlds(c, t, {});
    (result.agreement.value > 0 ? open : nil)++;
    oracle.check(result);
    if (HasFailure()) return;
  }
  EXPECT_GT(nil, 100);
  EXPECT_GT(open, 100);
}

}  // namespace
}  // namespace offramp
