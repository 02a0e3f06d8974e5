// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "offramp/briefing/describe/fields.h"
#include "offramp/briefing/names/words.h"

/// Identifiers of a case to the names that readers see, field by field (describe/fields.h).
namespace offramp::briefing {

struct NamesOf {};

struct TypeNamesOf {
  PartyId party;
};

struct IssueNamesOf {
  std::size_t issue = 0;
};

template <class V>
void fields(V& v, const TypeNamesOf& of) {
  v.template entries<std::string>([&](const auto& put) {
    const auto& types = v.subject().types[of.party.index()];
    for (std::size_t t = 0; t < types.size(); ++t)
      put(types[t].id, type_name(v.subject(), of.party, TypeId(t)));
  });
}

template <class V>
void fields(V& v, const IssueNamesOf& of) {
  const Case& c = v.subject();
  const Issue& issue = of.issue < c.issues.size() ? c.issues[of.issue] : nothing<Issue>();
  v("name", of.issue < c.issues.size() ? issue_name(c, of.issue) : std::string(), "as readers see it");
  v.template table<std::string>(
      "options",
      [&](const auto& put) {
        for (std::size_t o = 0; o < issue.options.size(); ++o)
          put(issue.options[o].id, option_name(c, of.issue, o));
      },
      "option to name; empty for a range");
}

template <class V>
void fields(V& v, const NamesOf&) {
  const Case& c = v.subject();
  v.template table<std::string>(
      "parties",
      [&](const auto& put) {
        for (std::size_t p = 0; p < c.parties.size(); ++p) put(c.parties[p].id, party_name(c, PartyId(p)));
      },
      "party to name");
  v.template table<TypeNamesOf>(
      "types",
      [&](const auto& put) {
        for (std::size_t p = 0; p < c.types.size(); ++p)
          if (!c.types[p].empty()) put(c.parties[p].id, TypeNamesOf{PartyId(p)});
      },
      "party to type to name");
  v.template table<IssueNamesOf>(
      "issues",
      [&](const auto& put) {
        for (std::size_t i = 0; i < c.issues.size(); ++i) put(c.issues[i].id, IssueNamesOf{i});
      },
      "issue to its names");
  v.template table<std::string>(
      "red_lines",
      [&](const auto& put) {
        for (const RedLine& line : c.red_lines) put(line.id, condition_words(c, line.never.condition));
      },
      "red line to what must never be, in words");
}

}  // namespace offramp::briefing
