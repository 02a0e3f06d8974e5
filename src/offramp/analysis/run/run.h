// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <typeindex>
#include <typeinfo>
#include <utility>
#include <vector>

#include "offramp/base/run/progress.h"
#include "offramp/base/text/enum_words.h"
#include "offramp/case/model/case.h"
#include "offramp/evidence/model/dossier.h"

/// What is known of one case, worked out once and shared by every verb that is asked.
namespace offramp {

/// How far what parties say moves what is believed of them (docs/concepts.md).
enum class Credence {
  all,       ///< as graded
  credible,  ///< at most as far as they can be believed, given incentives
  none       ///< not at all
};
template <>
struct EnumWords<Credence> {
  static constexpr EnumWord<Credence> table[] = {
      {Credence::all, "all"}, {Credence::credible, "credible"}, {Credence::none, "none"}};
};

/// What fixes the worlds of a run. The same case and options give the same answers, bit for bit.
struct RunOptions {
  std::uint64_t seed = 1;
  std::size_t worlds = 4096;  ///< at least 1, at most 2^24
  bool factors = true;        ///< false: common causes move nothing
  int days = 0;               ///< after as_of, at which no-deal values are read
  Credence words = Credence::credible;
  std::vector<std::string> places = {};  ///< as in SampleOptions: empty, or what another case shares
  evidence::ReadOptions reading{};       ///< what grades of evidence are worth; whether groups count once
};

/// Carries what has been computed from one case, seed and number of worlds from one verb to the next, so
/// that nothing is computed twice: the worlds (drawn_worlds), then each verb's answer. A verb is a function
/// of a run that asks others for what it needs and keeps its own answer here:
///
///     const Answer<SettleResult>& settle(CaseRun& run) {
///       return run.once<Answer<SettleResult>>([&] { ... drawn_worlds(run) ... run.options<SettleOptions>()
///       });
///     }
///
/// The run knows none of them, so a new verb changes nothing here. What `once` returned stays where it is and
/// unchanged as long as the run lives.
///
/// Threads: one thread at a time may call a run, and never from inside a parallel loop of its own; the
/// computations use up to control().threads. What it has returned may be read from any number of threads.
class CaseRun {
 public:
  /// The case must outlive the run.
  explicit CaseRun(const Case& c, const RunOptions& options = {}, RunControl control = {})
      : case_(c), options_(options), control_(std::move(control)) {}
  CaseRun(const CaseRun&) = delete;
  CaseRun& operator=(const CaseRun&) = delete;

  const Case& c() const { return case_; }
  const RunOptions& options() const { return options_; }
  const RunControl& control() const { return control_; }

  /// Sets how one verb is run, its type of options being the key. Requires that nobody has asked yet.
  template <class Options>
  void set(Options options) {
    assert(find<Choice<Options>>() == nullptr && "options of a verb that is set or has run");
    keep<Choice<Options>>({std::move(options)});
  }
  /// As set, else the default.
  template <class Options>
  const Options& options() {
    const Choice<Options>* choice = find<Choice<Options>>();
    return (choice != nullptr ? *choice : keep<Choice<Options>>({})).options;
  }

  /// The run's one T: as kept, else what make() returns. Whatever make() throws, as Stopped, is thrown on,
  /// and the next call makes it anew. Requires that make() does not ask for this T itself.
  template <class T, class Make>
  const T& once(Make&& make) {
    if (const T* known = find<T>()) return *known;
    const Making making(*this, typeid(T));
    return keep<T>(std::forward<Make>(make)());
  }

 private:
  struct Kept {
    virtual ~Kept() = default;
  };
  template <class T>
  struct KeptOne final : Kept {
    explicit KeptOne(T from) : value(std::move(from)) {}
    T value;
  };
  template <class Options>
  struct Choice {
    Options options;
  };
  // Stands in the place of what is being made.
  class Making {
   public:
    Making(CaseRun& run, std::type_index key) : run_(run), key_(key) {
      [[maybe_unused]] const bool first = run_.kept_.try_emplace(key_, nullptr).second;
      assert(first && "what is made in a run asks for itself");
    }
    ~Making() {
      const auto own = run_.kept_.find(key_);
      if (own->second == nullptr) run_.kept_.erase(own);
    }
    Making(const Making&) = delete;
    Making& operator=(const Making&) = delete;

   private:
    CaseRun& run_;
    std::type_index key_;
  };

  template <class T>
  const T* find() const {
    const auto found = kept_.find(typeid(T));
    if (found == kept_.end() || found->second == nullptr) return nullptr;
    return &static_cast<const KeptOne<T>&>(*found->second).value;
  }
  template <class T>
  const T& keep(T value) {
    auto own = std::make_unique<KeptOne<T>>(std::move(value));
    const T& kept = own->value;
    kept_[typeid(T)] = std::move(own);
    return kept;
  }

  const Case& case_;
  RunOptions options_;
  RunControl control_;
  std::map<std::type_index, std::unique_ptr<Kept>> kept_;
};

}  // namespace offramp
