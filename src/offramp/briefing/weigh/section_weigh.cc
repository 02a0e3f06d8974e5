// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/weigh/section_weigh.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "offramp/briefing/figures/figures.h"
#include "offramp/briefing/names/phrases.h"
#include "offramp/briefing/names/weigh_words.h"
#include "offramp/briefing/names/words.h"

namespace offramp::briefing {
namespace {

constexpr std::size_t kListed = 5;

Prose& number(Prose& prose, std::size_t n, const char* pointer) {
  return prose.figure(Format::count, static_cast<double>(n), pointer, "#assumptions");
}

Prose input_link(const Context& context, const WeighInput& input) {
  return Prose().link(weigh_input_name(context.c, input), weigh_input_link(context.c, input));
}

Paragraph key_paragraph(const WeighResult& weighed) {
  const auto judged =
      static_cast<std::size_t>(std::count_if(weighed.key_assumptions.begin(), weighed.key_assumptions.end(),
                                             [](const KeyAssumption& key) { return key.judgement; }));
  Prose prose;
  prose.strong("Key assumptions. ");
  if (weighed.key_assumptions.empty()) {
    return {prose.say(
        "No single input clearly moves the chance that a deal exists or the acceptance of the settlement "
        "accepted most often.")};
  }
  number(prose, weighed.key_assumptions.size(), "/weigh/key_counts/all")
      .say(weighed.key_assumptions.size() == 1 ? " belief, taken alone, clearly moves "
                                               : " beliefs, each taken alone, clearly move ")
      .say("the chance that a deal exists or the acceptance of the settlement accepted most often; ");
  if (judged == weighed.key_assumptions.size()) {
    prose.say(judged == 1 ? "it is an analyst's judgement. " : "all of them are an analyst's judgement. ");
  } else if (judged == 0) {
    prose.say("none is an analyst's judgement. ");
  } else {
    number(prose, judged, "/weigh/key_counts/judgement")
        .say(judged == 1 ? " of them is an analyst's judgement. " : " of them are an analyst's judgement. ");
  }
  prose.say(
      "Those that matter most, with the percentage points that they move from their low to their high end:");
  return {prose};
}

/// A sentence of its own: likelihood and confidence are kept apart.
std::string basis_sentence(const WeighInput& input) {
  std::string basis(to_string(input.basis));
  if (!basis.empty() && basis[0] >= 'a' && basis[0] <= 'z')
    basis[0] = static_cast<char>(basis[0] - 'a' + 'A');
  if (input.confidence != Confidence::unstated)
    basis += fmt::format(", {} confidence", to_string(input.confidence));
  return basis + ".";
}

Bullets key_bullets(const Context& context, const WeighResult& weighed) {
  Bullets bullets;
  for (std::size_t k = 0; k < std::min(kListed, weighed.key_assumptions.size()); ++k) {
    const KeyAssumption& key = weighed.key_assumptions[k];
    const WeighInput& input = weighed.inputs[key.input];
    Prose prose;
    prose.link(weigh_input_title(context.c, input), weigh_input_link(context.c, input));
    prose.say(" (")
        .figure(Format::change, key.swing, fmt::format("/weigh/key_assumptions/{}/swing", k),
                weigh_input_link(context.c, input))
        .say(key.output == 0 ? " in the chance" : " in the acceptance")
        .say("). ")
        .say(basis_sentence(input));
    bullets.items.push_back(prose);
  }
  return bullets;
}

// One flip list of the JSON, told as bullets: flips that the second run bears out.
class FlipBullets {
 public:
  FlipBullets(const Context& context, const WeighResult& weighed, const WeighFlips& flips, const char* list,
              const char* then, Bullets& bullets)
      : context_(context), weighed_(weighed), flips_(flips), list_(list), then_(then), bullets_(bullets) {}

  void add() {
    for (std::size_t k = 0, told = 0; k < flips_.levels.size() && told < kEach; ++k) {
      if (!flips_.levels[k].confirmed) continue;
      ++told;
      const sensitivity::LevelFlip& flip = flips_.points.levels[k];
      Prose prose("If ");
      add_level(prose, flip.input, flip.level);
      add_share(prose, flip.share, flip.input, fmt::format("levels/{}/share", k));
      bullets_.items.push_back(prose.say(", ").say(then_));
    }
    for (std::size_t k = 0, told = 0; k < flips_.nearest.size() && told < kEach; ++k) {
      if (!flips_.nearest[k].confirmed) continue;
      ++told;
      const sensitivity::Flip& flip = flips_.points.nearest[k];
      Prose prose("If ");
      add_number(prose, flip.input, flip.score, flip.value, fmt::format("nearest/{}/distance", k));
      bullets_.items.push_back(prose.say(", ").say(then_));
    }
    for (std::size_t k = 0, told = 0; k < flips_.joint.size() && told < kEach; ++k) {
      const JointFlip& flip = flips_.joint[k];
      if (!flip.check.confirmed) continue;
      ++told;
      Prose prose("If ");
      add_side(prose, flip.a, fmt::format("joint/{}/a/distance", k));
      prose.say(" and ");
      add_side(prose, flip.b, fmt::format("joint/{}/b/distance", k));
      if (flip.a.level && flip.b.level)
        add_share(prose, flip.share, flip.a.input, fmt::format("joint/{}/share", k));
      bullets_.items.push_back(prose.say(", ").say(then_));
    }
  }

 private:
  static constexpr std::size_t kEach = 3;

  std::string link_of(std::size_t input) const {
    return weigh_input_link(context_.c, weighed_.inputs[input]);
  }
  std::string pointer(const std::string& rest) const { return fmt::format("/weigh/{}/{}", list_, rest); }

  void add_name(Prose& prose, std::size_t input) const {
    const WeighInput& own = weighed_.inputs[input];
    if (own.kind != WeighInput::Kind::quantity) prose.say("the ");
    prose.add(input_link(context_, own));
  }
  void add_level(Prose& prose, std::size_t input, std::size_t at) const {
    const WeighInput& own = weighed_.inputs[input];
    const std::string level = weigh_value_text(context_.c, own, static_cast<double>(at));
    add_name(prose, input);
    if (own.kind == WeighInput::Kind::red_line) {
      prose.say(" is ").quote(level);
    } else {
      prose.say(" is ‘").quote(level).say("’");
    }
  }
  void add_share(Prose& prose, double share, std::size_t input, const std::string& rest) const {
    prose.say(" (").figure(Format::percent, share, pointer(rest), link_of(input)).say(" of worlds)");
  }
  void add_number(Prose& prose, std::size_t input, double score, double value,
                  const std::string& rest) const {
    add_name(prose, input);
    prose.say(score > 0 ? " is above " : " is below ")
        .link(weigh_value_text(context_.c, weighed_.inputs[input], value), link_of(input))
        .say(" (")
        .figure(Format::average, std::fabs(score), pointer(rest), link_of(input))
        .say(" standard deviations from its middle)");
  }
  void add_side(Prose& prose, const JointFlip::Side& one, const std::string& rest) const {
    if (one.level) return add_level(prose, one.input, *one.level);
    add_number(prose, one.input, one.score, one.value, rest);
  }

  const Context& context_;
  const WeighResult& weighed_;
  const WeighFlips& flips_;
  const char* list_;
  const char* then_;
  Bullets& bullets_;
};

void add_flips(const Context& context, const WeighResult& weighed, Section& section) {
  const bool agreement = weighed.answer_flips.points.recommended == 0;
  Bullets bullets;
  FlipBullets(context, weighed, weighed.answer_flips, "answer_flips",
              agreement ? "most worlds have no agreement." : "most worlds have agreement.", bullets)
      .add();
  const std::string lead_clause = weigh_lead_clause(context.c) + ".";
  FlipBullets(context, weighed, weighed.settlement_flips, "settlement_flips", lead_clause.c_str(), bullets)
      .add();
  Prose prose;
  prose.strong("Flip points. ");
  if (bullets.items.empty()) {
    section.add(
        Paragraph{prose.say("No single input, anywhere in its plausible range, turns the answer that most "
                            "worlds give, or puts another settlement of the short list first.")});
    return;
  }
  section.add(Paragraph{
      prose.say("Each of these, if known, would turn the answer; each was borne out when worlds were "
                "run again on either side of it:")});
  section.add(bullets);
}

}  // namespace

Section section_rests_on(const Context& context, const WeighResult& weighed) {
  const Section plain_section = section_rests_on(context);
  Section section{plain_section.id, plain_section.title, {}};
  // After the counts and the confidence, before the red lines.
  const std::size_t before = std::min<std::size_t>(2, plain_section.blocks.size());
  section.blocks.assign(plain_section.blocks.begin(),
                        plain_section.blocks.begin() + static_cast<std::ptrdiff_t>(before));
  section.add(key_paragraph(weighed));
  if (!weighed.key_assumptions.empty()) section.add(key_bullets(context, weighed));
  if (clear_bars(weighed, 1) > 0) section.add(figure_tornado(context, weighed));
  add_flips(context, weighed, section);
  section.blocks.insert(section.blocks.end(),
                        plain_section.blocks.begin() + static_cast<std::ptrdiff_t>(before),
                        plain_section.blocks.end());
  return section;
}

}  // namespace offramp::briefing
