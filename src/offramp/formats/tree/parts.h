// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "offramp/base/text/diagnostics.h"
#include "offramp/base/text/scan.h"
#include "offramp/formats/model/scenario.h"

/// What single files say, before profiles are matched to a domain. Used by the readers of this folder.
namespace offramp::formats {

/// What a file says that one option, or one number, is worth.
struct TableEntry {
  std::string option;  ///< the option's name, or the number as text
  double value = 0.0;  ///< before any division or weight
  Place place;         ///< where it stands
};

/// A value function in the terms of its file.
struct ValueFunction {
  enum class Kind { none, table, points, line, constant, triangle };
  Kind kind = Kind::none;
  std::vector<TableEntry> table;  ///< table: a value for each option; points: linear between numbers
  double slope = 0.0;             ///< line: slope * (x - origin) + offset
  double offset = 0.0;            ///< line and constant
  bool from_low = false;          ///< line: the origin is the issue's lower bound, not 0
  bool clipped = false;           ///< line: cut to [0, 1]
  double start = 0.0;             ///< triangle: 0 outside [start, end], rising to `height` at `top`
  double end = 0.0;               ///< triangle: at least `top`
  double top = 0.0;               ///< triangle: at least `start`
  double height = 1.0;            ///< triangle: at the top, above `base`
  double base = 0.0;              ///< triangle: added everywhere
  bool by_maximum = false;        ///< table: divide by its maximum, as Genius does
};

/// One issue as a profile's file has it.
struct ProfileEntry {
  Place place;                      ///< where the issue begins
  int index = -1;                   ///< Genius: the issue's number in the file; -1 if there is none
  std::string name;                 ///< empty: the entry is known by its position only
  std::optional<IssueFrame> frame;  ///< the issue as this file describes it
  std::optional<double> weight;     ///< nothing until the file states it; then as it stands
  ValueFunction function;           ///< values before the weight
};

/// A hyper-rectangle in the terms of its file.
struct BoxPart {
  /// Bounds on one issue, ends included.
  struct Side {
    int reference = 0;  ///< Genius: the issue's index; NegMAS: its position
    std::string name;   ///< if known by name
    double low = 0.0;
    double high = 0.0;
    Place place;
  };
  double amount = 0.0;      ///< utility gained inside all sides
  std::vector<Side> sides;  ///< none: it always holds
};

struct ProfilePart {
  std::string name;
  std::vector<ProfileEntry> entries;
  std::vector<BoxPart> boxes;
  bool boxes_by_position = false;
  double constant = 0.0;
  /// What no agreement is worth: `reservation`; or, where the file states nothing, less than every agreement.
  /// That is shown as the least utility (NegMAS), or as 0 where no utility is below it (GeniusWeb, whose
  /// utilities are in [0, 1]).
  enum class NoAgreement { stated, least, least_or_zero };
  NoAgreement no_agreement = NoAgreement::stated;
  double reservation = 0.0;
  /// A settlement that is worth as much as no agreement, instead of `reservation`: issue, option.
  std::vector<std::pair<std::string, std::string>> reservation_bid;
  Place reservation_place;
  double discount = 1.0;
};

struct DomainPart {
  std::string name;
  std::vector<IssueFrame> issues;
  std::vector<int> index;  ///< [issue]: Genius number, or position
};

enum class FileKind {
  unknown,
  genius_domain,
  genius_profile,
  geniusweb_domain,
  geniusweb_profile,
  negolog_profile,
  negolog_specs,
  negmas_domain,
  negmas_profile
};
std::string_view file_kind_text(FileKind kind);

/// One file as read. With errors in `diagnostics`, the parts that could be read.
struct FileReading {
  FileKind kind = FileKind::unknown;
  std::optional<DomainPart> domain;  ///< stated by the file, or implied by its profile
  std::optional<ProfilePart> profile;
  Diagnostics diagnostics;
};

/// Limits on every file of the peers.
inline constexpr std::size_t kMaxFileBytes = 32u << 20;
inline constexpr std::size_t kMaxIssues = 10'000;
inline constexpr std::size_t kMaxFileOptions = 65'535;

/// Adds a diagnostic; from the hundredth of its severity on, only a remark that there are more, so that a
/// file broken throughout does not bury its first problem.
void add_error(Diagnostics& diagnostics, Place place, std::string message, std::string hint = {});
void add_warning(Diagnostics& diagnostics, Place place, std::string message, std::string hint = {});

/// Valid UTF-8 with every invalid byte replaced by U+FFFD, and outer white space removed.
std::string clean_text(std::string_view text);
/// Adds what is wrong with an issue (names twice, ranges upside down, sizes) to the diagnostics.
void check_domain(const DomainPart& domain, Place place, Diagnostics& diagnostics);

}  // namespace offramp::formats
