// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "offramp/case/model/case.h"

/// The numbers of a case by names that a reader understands: never an identifier of the file, always the
/// names and conditions that it stands for. Everything returned is cleaned.
namespace offramp::briefing {

struct InputName {
  std::string group;    ///< equal for inputs that stand under one heading: "interests.fry", "evidence.march"
  std::string heading;  ///< of the group: "Federal Republic of Yugoslavia: interests"
  std::string label;    ///< under that heading: "weight of Status of the province", "if ‘Holds out’"
  std::string full;     ///< alone: "Federal Republic of Yugoslavia: weight of Status of the province"
};

/// By its role; of a role that has no words, its address in the file.
InputName input_name(const Case& c, InputId input);
/// [input]
std::vector<InputName> input_names(const Case& c);

/// Anchor of a group's heading in the table of assumptions.
std::string input_group_anchor(const std::string& group);
/// Link to a group's heading; to the table as a whole if the case has no such group.
std::string input_group_link(const Case& c, const std::string& group);
/// Groups that other sections refer to.
std::string interests_group(const Case& c, PartyId party);
std::string no_deal_group(const Case& c, PartyId party);
std::string types_group(const Case& c, PartyId party);
std::string evidence_group(const EvidenceItem& item);
std::string watch_group(const WatchItem& item);
inline constexpr const char* kRedLineGroup = "red_lines";

}  // namespace offramp::briefing
