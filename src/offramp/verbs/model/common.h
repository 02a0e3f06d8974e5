// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "offramp/verbs/model/verb.h"

/// Operands and options that several verbs share.
namespace offramp::verbs {

inline const Operand kCase{Operand::Kind::case_name, "CASE",
                           "Folder or file of the case, or a name from the case library"};
inline const Operand kNothing{};

inline constexpr Key<Flag> kJson{"json", "", "Write the result as JSON to standard output"};
inline constexpr Key<Whole> kThreads{
    "threads", "N", "At most this many threads; 0: all cores. Never changes a result", {0, 0, 1024}};
inline constexpr Key<Flag> kQuiet{"quiet", "", "No warnings and no progress on standard error"};
inline constexpr Key<Whole> kWorlds{
    "worlds", "N", "Worlds to sample; powers of two integrate best", {4096, 1, std::uint64_t{1} << 24}};
inline constexpr Key<Whole> kSeed{"seed", "N", "Seed of the sample; the same seed gives the same bytes", {1}};
inline constexpr std::string_view kCredences[] = {"credible", "all", "none"};
inline constexpr Key<Choice> kWords{
    "words", "HOW", "Believe words as far as incentives allow, as graded, or not at all", {kCredences}};
inline constexpr Key<Text> kDate{"date", "YYYY-MM-DD",
                                 "Read what parties have without a deal at this date, not before the case's"};
inline constexpr Key<InFile> kEvents{"events", "FILE", "Coded events, GDELT or ICEWS, shown month by month"};
inline constexpr Key<Words> kActors{
    "actors", "A,B,...", "The first actor and its counterparts, as in RUS,UKR,USA", {}, 0, "events"};

inline constexpr Key<Text> kAnalyst{"analyst", "NAME",
                                    "Ask with this person's numbers, analysts/NAME.yaml beside the case"};
inline constexpr Key<Texts> kSet{
    "set", "PATH=VALUE", "Change the case for this answer; may be given several times (docs/case-format.md)"};
inline constexpr Key<InFile> kEvidence{"evidence", "FILE", "CSV file with more evidence (docs/read.md)"};
inline constexpr Key<Text> kVariant{"variant", "NAME", "Ask the case with this list of its own changes"};

/// What every verb takes that samples worlds, before its own options.
std::vector<Option> sampling_options(std::vector<Option> own);
/// What every verb takes that reads a case, before its own options.
std::vector<Option> case_options(std::vector<Option> own);
/// What every verb takes that reads files and answers in JSON, before its own options.
std::vector<Option> reading_options(std::vector<Option> own);

}  // namespace offramp::verbs
