// SPDX-License-Identifier: Apache-2.0
#include "offramp/evidence/import/coding/actors.h"

#include <fmt/format.h>

#include "offramp/evidence/import/table/cell.h"

namespace offramp::evidence {
namespace {

bool begins_with(std::string_view text, std::string_view start) {
  return text.size() >= start.size() && same_letters(text.substr(0, start.size()), start);
}

// The country of "Military (Nigeria)"; empty without brackets at the end.
std::string_view in_brackets(std::string_view name) {
  if (!name.ends_with(')')) return {};
  const std::size_t open = name.rfind(" (");
  return open == std::string_view::npos ? std::string_view{} : name.substr(open + 2, name.size() - open - 3);
}

}  // namespace

bool is_actor(std::string_view wanted, std::string_view actor, std::string_view country, ActorScheme scheme) {
  if (wanted.empty()) return false;
  if (same_letters(country, wanted)) return true;
  if (scheme == ActorScheme::codes) return begins_with(actor, wanted);
  return same_letters(actor, wanted) || same_letters(in_brackets(actor), wanted);
}

ActorSearch::ActorSearch(std::vector<std::string> wanted, ActorScheme scheme) : scheme_(scheme) {
  for (std::string& name : wanted) wanted_.push_back({std::move(name), false, {}});
  unseen_ = wanted_.size();
}

void ActorSearch::see(std::string_view actor, std::string_view country) {
  if (unseen_ == 0) return;
  for (Wanted& wanted : wanted_) {
    if (wanted.seen) continue;
    if (is_actor(wanted.name, actor, country, scheme_)) {
      wanted.seen = true;
      --unseen_;
    } else if (wanted.longer.empty() && !wanted.name.empty()) {
      if (begins_with(country, wanted.name)) wanted.longer = country;
      if (wanted.longer.empty() && begins_with(actor, wanted.name)) wanted.longer = actor;
    }
  }
}

std::vector<std::string> ActorSearch::missing() const {
  std::vector<std::string> list;
  for (const Wanted& wanted : wanted_) {
    if (wanted.seen) continue;
    std::string text = fmt::format("no row has the actor `{}`", shown(wanted.name));
    if (!wanted.longer.empty()) {
      text += fmt::format("; did you mean `{}`?", shown(wanted.longer));
    } else if (scheme_ == ActorScheme::codes) {
      text += "; actors are CAMEO codes here, as in RUS or UKRGOV";
    } else {
      text += "; actors are whole names or countries here, as in Russian Federation";
    }
    list.push_back(std::move(text));
  }
  return list;
}

}  // namespace offramp::evidence
