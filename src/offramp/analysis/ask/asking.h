// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "offramp/analysis/ask/journal.h"
#include "offramp/base/number/quantity.h"

/// Questions put to a person one by one. What was answered before is not asked again.
namespace offramp {

/// There are no more answers for now: the end of the input, or `quit`.
struct Rest {};
/// An answer was taken back: the interview begins anew, and knows all others.
struct Again {};

/// What a reply means.
struct Understood {
  std::string answer;   ///< as it goes into the journal
  std::string problem;  ///< why it is no answer; empty: it is one
};
using Understand = std::function<Understood(std::string_view)>;

/// One thing of a list to choose from.
struct ListItem {
  std::string id, name;
};

class Asking {
 public:
  struct Means {
    /// Shows a text and takes one line; nothing at the end of the input.
    std::function<std::optional<std::string>(std::string_view)> line;
    std::function<void(const JournalEntry&)> keep;  ///< called at once for every answer
    std::string who, when;
  };
  Asking(const Journal& journal, Means means);

  /// The answer to a question, from the journal if it is there and still is one. `how`: the method, for the
  /// journal. A reply that means nothing is told so and asked for again. `back` takes the last answer back.
  /// @throws Rest, Again.
  std::string ask(const std::string& id, const std::string& prompt, std::string_view how,
                  const Understand& understand);
  /// One of a list, by number or identifier, or one of `words`.
  std::string choose(const std::string& id, const std::string& question, std::string_view how,
                     const std::vector<ListItem>& list, const std::vector<std::string>& words = {});
  bool yes(const std::string& id, const std::string& question, std::string_view how);
  /// A number: `=65` known exactly, `60 to 70` nine tenths of the belief, `60 to 70 at 80` how sure in
  /// percent; a number alone is the lowest plausible one, and highest, best guess and confidence are asked
  /// for (elicitation/judgement/interval.h); `bins 0 100` asks for chips laid into bins. `scale`: by what
  /// answers are divided; 100 for percent.
  Quantity amount(const std::string& id, const std::string& question, std::string_view how, Domain domain,
                  double scale = 1.0);

  /// Shown before the next question that is put to the person.
  void tell(std::string_view text) { pending_ += text; }
  /// The same however many known answers come before it.
  void insist(std::string_view text) { notice_ += text; }
  /// Takes answers back, of whatever questions begin so; the caller throws Again.
  void retract(const std::string& beginning);
  bool answered(const std::string& id) const { return known_.contains(id); }
  std::size_t given() const { return given_; }  ///< answers of this sitting

 private:
  Quantity in_bins(const std::string& id, std::string_view how, std::string_view first, const Domain& domain,
                   double scale);
  void keep(const std::string& id, std::string answer, bool retracted, std::string_view how);
  std::map<std::string, JournalEntry> known_;
  std::vector<std::string> order_;  // questions in the order in which they were last answered
  Means means_;
  std::string pending_, notice_;
  std::size_t given_ = 0;
};

}  // namespace offramp
