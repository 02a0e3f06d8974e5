// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <functional>
#include <string>

#include "offramp/briefing/names/weigh_words.h"
#include "offramp/briefing/weigh/report_parts.h"

namespace offramp::briefing {
namespace {

// One list of flips: those that the second run bears out, and how many it does not.
class FlipList {
 public:
  FlipList(const Case& c, const WeighResult& r, const WeighFlips& flips, std::string list,
           std::function<Prose(std::size_t)> choice)
      : c_(c), r_(r), flips_(flips), list_(std::move(list)), choice_(std::move(choice)) {}

  void add_to(Section& section) {
    for (std::size_t k = 0; k < flips_.nearest.size(); ++k) {
      const sensitivity::Flip& f = flips_.points.nearest[k];
      add(flips_.nearest[k], weigh_number_flip_text(c_, r_, f.input, f.score, f.value), {}, f.to,
          fmt::format("nearest/{}", k), false);
    }
    for (std::size_t k = 0; k < flips_.levels.size(); ++k) {
      const sensitivity::LevelFlip& f = flips_.points.levels[k];
      add(flips_.levels[k], weigh_level_text(c_, r_, f.input, f.level), f.share, f.to,
          fmt::format("levels/{}", k), true);
    }
    for (std::size_t k = 0; k < flips_.joint.size(); ++k) {
      const JointFlip& f = flips_.joint[k];
      const bool level = f.a.level && f.b.level;
      add(f.check, weigh_joint_flip_text(c_, r_, f), {}, f.to, fmt::format("joint/{}", k), level);
    }
    if (bullets_.items.empty() && failed_ == 0) {
      bullets_.items.push_back(
          Prose("None: no input within ")
              .quote("3")
              .say(" standard deviations of its middle, no type or red line, and no two leading inputs "
                   "together."));
    }
    if (failed_ > 0) {
      bullets_.items.push_back(Prose()
                                   .quote(std::to_string(failed_))
                                   .say(" more that the table suggests did not hold on fresh worlds."));
    }
    section.add(std::move(bullets_));
  }

 private:
  void add(const FlipCheck& check, const std::string& where, std::optional<double> share, std::size_t to,
           const std::string& at, bool level) {
    if (!check.run) return;
    if (!check.confirmed) {
      ++failed_;
      return;
    }
    const std::string pointer = fmt::format("/weigh/{}/{}/", list_, at);
    Prose prose;
    prose.quote(where);
    if (share) prose.say(", as in ").figure(Format::percent, *share, pointer + "share").say(" of worlds");
    bullets_.items.push_back(
        prose.say(": ")
            .add(choice_(to))
            .say(" (on fresh worlds its lead is ")
            .figure(Format::change, check.beyond.value, pointer + "check/beyond/value")
            .say(level ? " there, " : " just beyond it, ")
            .figure(Format::change, check.short_of.value, pointer + "check/short_of/value")
            .say(level ? " elsewhere)" : " just short of it)"));
  }

  const Case& c_;
  const WeighResult& r_;
  const WeighFlips& flips_;
  std::string list_;
  std::function<Prose(std::size_t)> choice_;
  Bullets bullets_;
  std::size_t failed_ = 0;
};

}  // namespace

Section weigh_flips_section(const Case& c, const WeighResult& r) {
  Section section{
      "flips", "Flip points: what would be turned by learning it; leads in percentage points", {}};
  section.add(
      Paragraph{Prose("Each says what is believed if that is seen, and with it all that goes with it; a bar "
                      "above sets one number "
                      "and leaves all else as it is. All were looked for again on fresh worlds.")});
  section.add(Paragraph{
      Prose("Where most worlds turn from ")
          .say(r.answer_flips.points.recommended == 0 ? "agreement to none:" : "none to agreement:")});
  FlipList(c, r, r.answer_flips, "answer_flips", [](std::size_t to) {
    return Prose(to == 0 ? "agreement in most worlds" : "no agreement in most worlds");
  }).add_to(section);
  if (r.short_list.size() < 2) return section;
  section.add(Paragraph{Prose("Where ").quote(weigh_lead_clause(c)).say(":")});
  FlipList(c, r, r.settlement_flips, "settlement_flips", [](std::size_t to) {
    return Prose("settlement ").quote(std::to_string(to + 1)).say(" of the short list");
  }).add_to(section);
  return section;
}

}  // namespace offramp::briefing
