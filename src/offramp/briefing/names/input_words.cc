// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/names/input_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "offramp/base/number/quantity.h"
#include "offramp/briefing/document/text.h"
#include "offramp/briefing/names/belief_words.h"
#include "offramp/briefing/names/words.h"

namespace offramp::briefing {
namespace {

/// "second_phase" reads "second phase".
std::string spaced(std::string text) {
  std::replace(text.begin(), text.end(), '_', ' ');
  return clean_text(text);
}

std::string quoted(const std::string& name) {
  return fmt::format("‘{}’", name);
}

/// Where a name goes and what goes before it.
struct Under {
  std::string group, heading, before;
};

class Namer {
 public:
  explicit Namer(const Case& c) : c_(c), names_(c.inputs.size()) {
    for (std::size_t i = 0; i < names_.size(); ++i) name_by_path(i);
    for (std::size_t p = 0; p < c.parties.size(); ++p) name_party(PartyId(p));
    name_red_lines();
    name_joint_types();
    for (const EvidenceItem& item : c.evidence) name_evidence(item);
    for (const WatchItem& item : c.watch) name_watch(item);
  }

  std::vector<InputName> take() { return std::move(names_); }

 private:
  void name(InputId input, const Under& under, const std::string& label) {
    if (input.index() >= names_.size()) return;
    names_[input.index()] = {under.group, under.heading, label, under.before + label};
  }

  /// For inputs that no part of the case claims: the section of the file they stand in.
  void name_by_path(std::size_t i) {
    const Input& input = c_.inputs[i];
    const std::string section = input.path.substr(0, input.path.find('.'));
    std::string heading = section == "talk" ? "What words gain" : spaced(section),
                label = clean_text(input.label);
    if (!heading.empty() && heading[0] >= 'a' && heading[0] <= 'z')
      heading[0] = static_cast<char>(heading[0] - 'a' + 'A');
    std::replace(label.begin(), label.end(), '`', ' ');
    label = spaced(label.empty() ? input.path : label);
    names_[i] = {section, heading, label, label};
  }

  void name_interests(const Interests& interests, const Under& under) {
    for (std::size_t i = 0; i < interests.weight.size(); ++i) {
      if (interests.weight[i]) name(*interests.weight[i], under, "weight of " + issue_name(c_, i));
    }
    for (std::size_t i = 0; i < interests.value.size(); ++i) {
      for (const OptionValue& v : interests.value[i]) {
        const std::string at = c_.issues[i].numeric()
                                   ? fmt::format("{} {}", number_text(v.at), clean_text(c_.issues[i].unit))
                                   : quoted(option_name(c_, i, v.option));
        name(v.value, under, fmt::format("value of {} ({})", clean_text(at), issue_name(c_, i)));
      }
    }
    for (const BonusTerm& bonus : interests.bonuses) {
      const bool gain = c_.quantity(bonus.add).median() >= 0;
      name(bonus.add, under,
           fmt::format("{} if {}", gain ? "bonus" : "penalty", condition_words(c_, bonus.when.condition)));
    }
  }

  void name_no_deal(const NoDeal& no_deal, const Under& under) {
    if (no_deal.utility) {
      name(*no_deal.utility, under,
           no_deal.components.empty() ? "value of no deal" : "basic value of no deal");
    }
    if (no_deal.plus) name(*no_deal.plus, under, "no deal against the settlement that it is as good as");
    for (const Component& part : no_deal.components)
      name(part.amount, under, "part of no deal: " + spaced(part.name));
  }

  void name_party(PartyId p) {
    const std::string party = party_name(c_, p), before = party + ": ";
    const Under deal{no_deal_group(c_, p), before + "no deal", before};
    if (p.index() < c_.interests.size())
      name_interests(c_.interests[p.index()], {interests_group(c_, p), before + "interests", before});
    if (p.index() < c_.no_deal.size() && c_.no_deal[p.index()]) name_no_deal(*c_.no_deal[p.index()], deal);
    if (p.index() >= c_.types.size()) return;
    const Under priors{types_group(c_, p), before + "hidden types", before};
    for (std::size_t t = 0; t < c_.types[p.index()].size(); ++t) {
      const PartyType& type = c_.types[p.index()][t];
      const std::string kind = quoted(type_name(c_, p, TypeId(t)));
      name(type.prior, priors, "prior belief in " + kind);
      const std::string heading = fmt::format("{} if {}", party, kind);
      const Under own{types_group(c_, p) + "." + type.id, heading, heading + ": "};
      name_interests(type.interests, own);
      if (type.no_deal) name_no_deal(*type.no_deal, own);
    }
  }

  void name_red_lines() {
    for (const RedLine& line : c_.red_lines) {
      if (!line.unacceptable_to) continue;
      name(
          *line.unacceptable_to, {kRedLineGroup, "Chance that a red line holds", "chance that it holds, "},
          fmt::format("{}: never {}", party_name(c_, line.party), condition_words(c_, line.never.condition)));
    }
  }

  void name_joint_types() {
    for (const JointType& joint : c_.joint_types) {
      std::vector<std::string> members;
      for (const auto& [party, type] : joint.when)
        members.push_back(fmt::format("{} {}", party_name(c_, party), quoted(type_name(c_, party, type))));
      name(joint.times, {"joint_types", "Types that go together", "odds of types that go together: "},
           join_words(members));
    }
  }

  void name_likelihoods(const std::vector<InputId>& likelihood, PartyId about, const Under& under) {
    for (std::size_t t = 0; t < likelihood.size(); ++t)
      name(likelihood[t], under, "if " + quoted(type_name(c_, about, TypeId(t))));
  }

  void name_evidence(const EvidenceItem& item) {
    if (item.ordinal) return;  // its likelihoods are those of the scale, which has rows of its own
    const std::string what = clean_text(item.what);
    name_likelihoods(item.likelihood, item.about,
                     {evidence_group(item),
                      fmt::format("Evidence on {}, {}, {}{}: {}", party_name(c_, item.about),
                                  date_short(item.date), kind_words(item), grade_words(item), what),
                      fmt::format("likelihood of the evidence {} ", quoted(what))});
  }

  void name_watch(const WatchItem& item) {
    const std::string what = clean_text(item.what);
    const Under under{watch_group(item), fmt::format("To look for, {}: {}", party_name(c_, item.about), what),
                      fmt::format("chance of seeing {} ", quoted(what))};
    name_likelihoods(item.likelihood, item.about, under);
    name(item.cost, {under.group, under.heading, quoted(what) + ": "}, "cost of finding out");
    name(item.lead_time, {under.group, under.heading, quoted(what) + ": "}, "days until it is known");
  }

  const Case& c_;
  std::vector<InputName> names_;
};

}  // namespace

std::vector<InputName> input_names(const Case& c) {
  return Namer(c).take();
}

std::string input_group_anchor(const std::string& group) {
  return "inputs-" + anchor_part(group);
}

std::string input_group_link(const Case& c, const std::string& group) {
  const bool there = std::any_of(c.inputs.begin(), c.inputs.end(), [&](const Input& input) {
    return input.path.starts_with(group) &&
           (input.path.size() == group.size() || input.path[group.size()] == '.');
  });
  return there ? link_to(input_group_anchor(group)) : "#assumptions";
}

std::string interests_group(const Case& c, PartyId party) {
  return "interests." + c.parties[party.index()].id;
}

std::string no_deal_group(const Case& c, PartyId party) {
  return "no_deal." + c.parties[party.index()].id;
}

std::string types_group(const Case& c, PartyId party) {
  return "types." + c.parties[party.index()].id;
}

std::string evidence_group(const EvidenceItem& item) {
  return "evidence." + item.id;
}

std::string watch_group(const WatchItem& item) {
  return "watch." + item.id;
}

}  // namespace offramp::briefing
