// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "offramp/base/ids.h"
#include "offramp/base/number/quantity.h"
#include "offramp/base/text/enum_words.h"

/// What a case is about: sources, parties, issues.
namespace offramp {

/// A publication, document or statement that numbers rest on.
struct Source {
  std::string id;                                         ///< unique among sources
  std::string title, author, year, publisher, url, note;  ///< empty if not given
  bool placeholder = false;  ///< no source at all: its numbers are there to be replaced
};

/// Who wrote a case, and who may see it: shown on the briefing's first page. Nothing is computed from it.
struct Authorship {
  std::string author;                  ///< empty if not given
  std::vector<std::string> reviewers;  ///< who read it critically
  std::string version;                 ///< of the text of the case, in its author's own counting
  std::string marking;                 ///< who may see it, as it stands on every page: "CONFIDENTIAL"
};

/// What sort of thing a calendar holds.
enum class DateKind { deadline, meeting, vote, anniversary, season, other };
template <>
struct EnumWords<DateKind> {
  static constexpr EnumWord<DateKind> table[] = {
      {DateKind::deadline, "deadline"},       {DateKind::meeting, "meeting"}, {DateKind::vote, "vote"},
      {DateKind::anniversary, "anniversary"}, {DateKind::season, "season"},   {DateKind::other, "other"}};
};

/// Something known at the date of the case to be coming, by which parties may move.
struct DatedEvent {
  std::string date;  ///< as in the file, not surely before the date of the case
  std::string what;
  DateKind kind = DateKind::other;
  std::vector<PartyId> about;  ///< whom it moves; may be empty
  Provenance provenance;
};

/// What a party does at the table.
enum class Role { party, mediator, guarantor, observer };
template <>
struct EnumWords<Role> {
  static constexpr EnumWord<Role> table[] = {{Role::party, "party"},
                                             {Role::mediator, "mediator"},
                                             {Role::guarantor, "guarantor"},
                                             {Role::observer, "observer"}};
};

/// Between whom a conflict is fought.
enum class CrisisKind { international, internal };
template <>
struct EnumWords<CrisisKind> {
  static constexpr EnumWord<CrisisKind> table[] = {{CrisisKind::international, "international"},
                                                   {CrisisKind::internal, "internal"}};
};

/// What sort of crisis the case is about, so that it can be set beside what became of others like it.
struct Crisis {
  CrisisKind kind = CrisisKind::international;
  bool violent = true;    ///< serious clashes or war
  bool mediated = false;  ///< somebody mediates by the date of the case
};

/// Who takes part.
struct Party {
  std::string id;           ///< unique among parties
  std::string name;         ///< what a reader sees
  std::string description;  ///< may be empty
  bool veto = false;        ///< no settlement stands without it
  Role role = Role::party;
  bool article = false;  ///< inside a sentence its name takes "the": "the Free Aceh Movement"
};

/// One option of an issue, or one answer to a party's words.
struct Option {
  std::string id;           ///< unique in its list; of a range, the number
  std::string name;         ///< what a reader sees
  std::string description;  ///< may be empty
};

/// What is negotiated: a list of options or a numeric range.
struct Issue {
  std::string id;               ///< unique among issues
  std::string name;             ///< what a reader sees
  std::string description;      ///< may be empty
  std::string unit;             ///< of a range, may be empty: "percent"
  std::vector<Option> options;  ///< of a range: one for each grid value, id and name are the number
  std::vector<double> grid;     ///< of a range: its values, strictly increasing; empty otherwise
  /// Whether it is a range: conditions may compare its numbers, and values are given at knots.
  bool numeric() const { return !grid.empty(); }
};

}  // namespace offramp
