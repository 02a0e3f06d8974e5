// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "offramp/case/model/case.h"
#include "offramp/case/syntax/node.h"
#include "offramp/case/syntax/shape.h"
#include "offramp/case/syntax/structure.h"

namespace offramp::case_file {

/// Where things of a case stand in its file, for checks that come after reading.
struct Layout {
  std::vector<Place> inputs, sources, parties, issues, feasible, red_lines, interests, no_deal;
  std::vector<std::vector<Place>> options;  ///< [issue][option]; for a range the issue's own place
  std::vector<std::vector<Place>> types;    ///< [party][type]
  std::vector<std::vector<Place>> values;   ///< [party][issue]; line 0 if not given
  std::vector<bool> cited;                  ///< [source]
  std::vector<bool> broken;                 ///< [input]: a placeholder for a number that could not be read
  std::vector<Place> evidence, watch, seen;
  Place as_of, actual, actual_date, scale;
};

/// Builds the domain model from a tree whose structure has been checked: resolves names, parses
/// conditions and numbers. What cannot be read leaves a placeholder and an error.
class Builder {
 public:
  Builder(const Node& root, const Unsound& unsound, Problems& problems)
      : root_(root), unsound_(unsound), problems_(problems) {}

  /// Reads everything; to be called once.
  void build();
  Case& result() { return case_; }
  const Layout& layout() const { return layout_; }

 private:
  // One outermost block of numbers: sources are missed once for all of them.
  struct Block {
    std::string label;
    Place place;
    std::size_t unsourced = 0;
  };
  // How a number is entered.
  struct Slot {
    const Shape& shape;
    std::string path;
    std::string label;
    const Provenance& inherited;
    bool anchor = false;  // a plain 0 or 100 needs no source
  };

  // build.cc: access to the tree, provenance, numbers, references
  Place place(const Node& node) const { return problems_.source().place(node.begin, node.end); }
  const Node* scalar(const Node& map, std::string_view key) const;
  const Node* map(const Node& map, std::string_view key) const;
  const Node* list(const Node& map, std::string_view key) const;
  std::string text(const Node& map, std::string_view key) const;
  bool flag(const Node& map, std::string_view key) const;
  Provenance provenance(const Node& map, const Provenance& inherited);
  void cite(const Node& node, Provenance& into);
  InputId input(const Node& node, Slot slot);
  std::optional<InputId> input_at(const Node& map, std::string_view key, Slot slot);
  InputId placeholder(Slot slot, Place where);
  void in_block(std::string label, Place where, const std::function<void()>& body);
  std::optional<PartyId> party_of(const Node& node);
  std::optional<std::size_t> issue_of(const Node& key);
  std::optional<TypeId> type_of(PartyId party, const Node& node);
  std::optional<Rule> rule(const Node& node, const Node* reasons);
  Place place_inside(const Node& node, std::size_t begin, std::size_t end) const;
  std::optional<bargaining::Settlement> settlement(const Node& node, Place where, std::string_view what);
  void unique(std::set<std::string>& seen, const std::string& id, Place where, std::string_view what);

  // build_frame.cc: what the case is about
  void read_head();
  void read_sources();
  void read_parties();
  void read_issues();
  void read_options(const Node& node, Issue& issue, std::vector<Place>& places);
  bool read_range(const Node& node, Issue& issue);
  void read_feasible();
  void read_type_names();
  void read_aims();
  void read_explanations();
  void read_actual();
  void seen_outcome(const Node& key, const Node& value, Outcome& into);

  // build_wants.cc: interests, no-deal values, types, red lines
  void read_interests();
  void interests(const Node& node, PartyId party, const Provenance& inherited, std::string path,
                 Interests& into);
  void weights(const Node& node, PartyId party, const Provenance& from, const std::string& path,
               Interests& into);
  void values(const Node& node, PartyId party, const Provenance& from, const std::string& path,
              Interests& into);
  void issue_values(const Node& node, std::size_t issue, PartyId party, const Provenance& from,
                    const std::string& path, std::vector<OptionValue>& into);
  void bonuses(const Node& node, PartyId party, const Provenance& from, const std::string& path,
               Interests& into);
  void read_no_deal();
  NoDeal no_deal(const Node& node, PartyId party, const Provenance& inherited, const std::string& path);
  void read_types();
  void read_type(const Node& node, PartyId party, TypeId type);
  void read_drops();
  void read_red_lines();
  void red_line(const Node& node, PartyId party, std::optional<TypeId> type, const Provenance& inherited);
  // build_polls.cc
  void read_polls();
  void poll(const Node& node, std::size_t written, std::set<std::string>& ids, std::set<std::string>& asked);
  std::optional<double> poll_share(const Node& option, const Node& shares);
  void poll_option(const Node& key, const Node& value, const Poll& poll, std::size_t written,
                   std::set<std::string>& asked);
  void poll_red_line(const Node& key, std::size_t option, double share, const Poll& poll);

  void read_joint_types();
  void joint_type(const Node& node, std::set<std::string>& seen);

  // build_evidence.cc
  void read_scale();
  void read_evidence();
  void evidence_item(const Node& node, std::set<std::string>& seen);
  void read_watch();
  void watch_item(const Node& node, std::set<std::string>& seen);
  std::vector<InputId> likelihoods(const Node& item, PartyId about, const Provenance& from,
                                   const std::string& path, const std::string& label);
  std::vector<InputId> consistencies(const Node& item, PartyId about);

  // build_talk.cc
  void read_talk();
  void talk(const Node& node, PartyId party);
  std::vector<InputId> talk_payoffs(const Node& node, std::string_view key, const TalkPayoffs& talk);

  const Node& root_;
  const Unsound& unsound_;
  Problems& problems_;
  Case case_;
  Layout layout_;
  std::vector<bargaining::Axis> axes_;
  bool issues_sound_ = true;
  Block* block_ = nullptr;
  std::set<std::string> red_line_ids_;
  std::vector<std::pair<std::string, InputId>> scale_;
};

}  // namespace offramp::case_file
