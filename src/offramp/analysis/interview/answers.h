// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "offramp/analysis/interview/beliefs.h"
#include "offramp/analysis/interview/red_lines.h"
#include "offramp/analysis/interview/subject.h"
#include "offramp/case/changes/append.h"
#include "offramp/case/changes/put.h"

/// What was answered, as a case file or a person's overlay has it.
namespace offramp {

/// Whose answers they are.
struct Witness {
  std::string name;    ///< as given
  std::string source;  ///< identifier of the source that stands for them in a case: "asked_ann"
  std::string day;     ///< YYYY-MM-DD
};
/// `name` with `source` made of its letters and digits.
Witness witness_of(std::string name, std::string day);

/// What is to stand at a path of keys.
struct PutAt {
  std::vector<std::string> path;
  case_file::Written value;
};

/// The source that stands for a person.
PutAt source_put(const Witness& witness);
/// A party's weights and values, with that source. Of an issue whose options are alike to it the weight is 0.
std::vector<PutAt> wants_puts(const Subject& subject, std::size_t party, const AskedWants& wants,
                              const Witness& witness);
/// One number with its reason, and with the source unless that is left out.
case_file::Written number_written(const Quantity& quantity, const std::string& how, const Witness& witness,
                                  bool with_source);
case_file::ItemLines line_items(const AskedLine& line, const Witness& witness);

/// The numbers of `wants` by their paths in a case.
std::vector<AskedNumber> wants_numbers(const Subject& subject, std::size_t party, const AskedWants& wants);

/// A whole case file: the head and the commented rest of a skeleton, with these parties and issues.
std::string new_case_text(const std::string& skeleton, const Subject& subject, const Witness& witness);

}  // namespace offramp
