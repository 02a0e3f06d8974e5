// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/checks/checks.h"

#include <fmt/format.h>

#include <cmath>
#include <map>

#include "offramp/case/model/type_draw.h"

namespace offramp::case_file {
namespace {

bool broken(const Layout& layout, InputId id) {
  return layout.broken[id.index()];
}

void check_priors(const Case& c, const Layout& layout, Problems& problems, std::size_t party) {
  double sum = 0.0;
  bool uncertain = false;
  for (std::size_t t = 0; t < c.types[party].size(); ++t) {
    const PartyType& type = c.types[party][t];
    if (broken(layout, type.prior)) return;
    const Quantity& prior = c.quantity(type.prior);
    if (!prior.uncertain() && prior.median() == 0.0) {
      problems.warning(layout.inputs[type.prior.index()],
                       fmt::format("type `{}` has probability 0: it occurs in no world", type.id),
                       "delete the type");
    }
    uncertain = uncertain || prior.uncertain();
    sum += prior.median();
  }
  if (c.types[party].empty() || std::fabs(sum - 1.0) <= (uncertain ? 0.01 : 1e-9)) return;
  problems.error(
      layout.types[party].front(),
      fmt::format("the priors of {} sum to {}, not to 1{}", c.parties[party].id,
                  number_text(std::round(sum * 1e6) / 1e6), uncertain ? " (at their medians)" : ""),
      uncertain ? "medians must sum to 1 within 0.01" : "write probabilities that sum to 1");
}

void check_combinations(const Case& c, const Layout& layout, Problems& problems) {
  std::vector<bool> joined(c.parties.size(), false);
  for (const JointType& joint : c.joint_types) {
    for (const auto& [party, type] : joint.when) joined[party.index()] = true;
  }
  double combinations = 1.0;
  for (std::size_t p = 0; p < joined.size(); ++p) {
    if (joined[p]) combinations *= static_cast<double>(c.types[p].size());
  }
  if (combinations <= static_cast<double>(kMaxTypeCombinations) || c.joint_types.empty()) return;
  problems.error(
      layout.inputs[c.joint_types.front().times.index()],
      fmt::format("joint_types ties {} combinations of types together; at most {} can be worked out",
                  number_text(combinations), kMaxTypeCombinations));
}

void check_dates(const Case& c, const Layout& layout, Problems& problems) {
  if (c.as_of.empty()) return;
  for (std::size_t i = 0; i < c.evidence.size(); ++i) {
    const EvidenceItem& item = c.evidence[i];
    if (item.date.empty() || item.date <= c.as_of) continue;
    problems.error(layout.evidence[i],
                   fmt::format("evidence `{}` is of {}, after as_of {}: nothing known only later is an input",
                               item.id, item.date, c.as_of),
                   "delete it, or move as_of");
  }
  if (c.actual && !c.actual->date.empty() && c.actual->date < c.as_of) {
    problems.warning(layout.actual_date,
                     fmt::format("the actual outcome of {} lies before as_of {}", c.actual->date, c.as_of),
                     "a case looks ahead from as_of");
  }
  for (std::size_t i = 0; c.actual && i < c.actual->seen.size(); ++i) {
    const SeenOutcome& seen = c.actual->seen[i];
    if (seen.date.empty() || seen.date > c.as_of) continue;
    problems.error(layout.seen[i],
                   fmt::format("`{}` is recorded for {}, not after as_of {}", c.watch[seen.watch].id,
                               seen.date, c.as_of),
                   "what was known by as_of is evidence");
  }
}

void check_groups(const Case& c, const Layout& layout, Problems& problems) {
  std::map<std::string, PartyId> about;
  for (std::size_t i = 0; i < c.evidence.size(); ++i) {
    const EvidenceItem& item = c.evidence[i];
    if (item.group.empty()) continue;
    const auto [first, inserted] = about.try_emplace(item.group, item.about);
    if (inserted || first->second == item.about) continue;
    problems.error(layout.evidence[i], fmt::format("group `{}` holds evidence about two parties", item.group),
                   "one report retold is about one party: use two groups");
  }
}

void check_scale(const Case& c, const Layout& layout, Problems& problems) {
  const Input* previous = nullptr;
  for (std::size_t i = 0; i < c.inputs.size(); ++i) {
    const Input& input = c.inputs[i];
    if (!input.path.starts_with("consistency_scale.")) continue;
    if (layout.broken[i]) return;
    if (previous != nullptr && !(previous->quantity.median() < input.quantity.median())) {
      problems.error(layout.inputs[i], fmt::format("the scale does not increase: `{}` is {}, `{}` is {}",
                                                   previous->path.substr(18), previous->quantity.to_text(),
                                                   input.path.substr(18), input.quantity.to_text()));
    }
    previous = &input;
  }
}

// A reader could not tell them apart.
void check_names(const Case& c, const Layout& layout, Problems& problems) {
  const auto once = [&](const auto& named, const std::vector<Place>& places, const std::string& what) {
    std::map<std::string, std::string> first;
    for (std::size_t k = 0; k < named.size() && k < places.size(); ++k) {
      const auto [found, fresh] = first.try_emplace(named[k].name, named[k].id);
      if (fresh || named[k].name.empty()) continue;
      problems.warning(places[k],
                       fmt::format("{} `{}` has the same name as `{}`", what, named[k].id, found->second),
                       "readers see the names only");
    }
  };
  once(c.parties, layout.parties, "party");
  once(c.issues, layout.issues, "issue");
  for (std::size_t i = 0; i < c.issues.size(); ++i) {
    once(c.issues[i].options, layout.options[i], fmt::format("in {}, option", c.issues[i].id));
  }
}

void check_sources(const Case& c, const Layout& layout, Problems& problems) {
  for (std::size_t i = 0; i < c.sources.size(); ++i) {
    if (layout.cited[i]) continue;
    problems.warning(layout.sources[i], fmt::format("source `{}` is never cited", c.sources[i].id));
  }
}

void check_shares(const Case& c, const Layout& layout, Problems& problems) {
  for (const RedLine& line : c.red_lines) {
    if (!line.unacceptable_to || broken(layout, *line.unacceptable_to)) continue;
    const Quantity& share = c.quantity(*line.unacceptable_to);
    if (share.uncertain() || share.median() > 0.0) continue;
    problems.warning(layout.inputs[line.unacceptable_to->index()],
                     fmt::format("red line `{}` is unacceptable to 0: it never holds", line.id),
                     "delete the red line");
  }
}

}  // namespace

void check_numbers(const Case& c, const Layout& layout, Problems& problems) {
  for (std::size_t p = 0; p < c.parties.size(); ++p) check_priors(c, layout, problems, p);
  check_combinations(c, layout, problems);
  check_scale(c, layout, problems);
  check_shares(c, layout, problems);
  check_dates(c, layout, problems);
  check_groups(c, layout, problems);
  check_names(c, layout, problems);
  check_sources(c, layout, problems);
}

void check_case(const Case& c, const Layout& layout, Problems& problems) {
  check_numbers(c, layout, problems);
  check_interests(c, layout, problems);
  check_logic(c, layout, problems);
  if (!problems.has_errors()) check_utility(c, layout, problems);
}

}  // namespace offramp::case_file
