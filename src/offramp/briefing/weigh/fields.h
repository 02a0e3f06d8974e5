// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <string>

#include "offramp/analysis/weigh/weigh.h"
#include "offramp/briefing/describe/fields.h"
#include "offramp/briefing/names/weigh_words.h"
#include "offramp/briefing/weigh/flip_fields.h"
#include "offramp/briefing/weigh/information_fields.h"
#include "offramp/briefing/weigh/share_fields.h"

/// What the answer of `weigh` holds, field by field (describe/fields.h). Inputs stand by their paths.
namespace offramp::briefing {

struct WeighAnswer {
  const WeighResult* result = &nothing<WeighResult>();
};

struct FactorShareOf {
  const WeighOutput* output = &nothing<WeighOutput>();
  std::size_t factor = 0;
};

struct KeyCountsOf {
  const WeighResult* result = &nothing<WeighResult>();
};

inline const char* word_of(WeighInput::Kind kind) {
  return kind == WeighInput::Kind::quantity       ? "quantity"
         : kind == WeighInput::Kind::type         ? "type"
         : kind == WeighInput::Kind::circumstance ? "circumstance"
                                                  : "red_line";
}

inline const char* word_of(WeighOutput::Kind kind) {
  switch (kind) {
    case WeighOutput::Kind::agreement:
      return "agreement";
    case WeighOutput::Kind::acceptance:
      return "acceptance";
    case WeighOutput::Kind::reach:
      return "reach";
    case WeighOutput::Kind::risk:
      return "risk";
    case WeighOutput::Kind::reservation:
      break;
  }
  return "reservation";
}

template <class V>
void fields(V& v, const Weighed<WeighInput>& of) {
  const WeighInput& input = *of.part;
  v("id", input.id, "its path in the case");
  v("name", input.id.empty() ? std::string() : weigh_input_name(v.subject(), input), "as readers see it");
  v("kind", Word{word_of(input.kind)}, "quantity, type or red_line");
  v("through", input.through, "acts only through a type or a red line; then it has no total index");
  v("basis", Word{std::string(to_string(input.basis))}, "stated, derived or judgement");
  v("confidence", Word{std::string(to_string(input.confidence))}, "of the analyst");
  v("sources", input.sources, "each once");
}

template <class V>
void fields(V& v, const Weighed<KeyAssumption>& of) {
  v("input", of.path(of.part->input), "which belief");
  v("judgement", of.part->judgement, "an analyst's judgement: no source states or implies it");
  v("output", of.part->output, "position in outputs");
  v("swing", of.part->swing, "of a probability, signed");
  v("margin", of.part->margin, "half the width of the swing's 95 % interval");
}

template <class V>
void fields(V& v, const KeyCountsOf& of) {
  const auto& all = of.result->key_assumptions;
  v("all", all.size(), "key assumptions");
  v("judgement",
    static_cast<std::size_t>(
        std::count_if(all.begin(), all.end(), [](const KeyAssumption& key) { return key.judgement; })),
    "of them, an analyst's judgement");
}

template <class V>
void fields(V& v, const ShortListed& s) {
  v("roles", s.roles, "why it is listed");
  v("settlement", SettlementOf{&s.settlement, true}, "issue to option");
  v("accepted_by_all", s.accepted_by_all, "worlds in which every veto player accepts");
}

template <class V>
void fields(V& v, const Weighed<sensitivity::PairIndex>& of) {
  v("a", of.path(of.part->a), "one input");
  v("b", of.path(of.part->b), "the other");
  v("share", of.part->share, "of the variance, beyond what each explains alone");
}

template <class V>
void fields(V& v, const Weighed<sensitivity::Indices>& of) {
  const sensitivity::Indices& x = *of.part;
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < x.inputs.size(); ++i)
    if (!x.inputs[i].constant) rows.push_back(i);
  v.list(
      "inputs", rows.size(),
      [&](std::size_t k) {
        return IndicesRowOf{of.result, of.part, rows[k]};
      },
      "that vary");
  v.list(
      "interactions", x.interactions.size(),
      [&](std::size_t k) {
        return Weighed<sensitivity::PairIndex>{of.result, &x.interactions[k]};
      },
      "pairs worth naming, largest first");
  v("mean", x.mean, "of the output");
  v("variance", x.variance, "of the output");
  v("first_order_sum", x.first_order_sum, "of all inputs");
  v("unexplained", x.unexplained, "share in no first order and no pair");
  v("linear_r_squared", x.linear_r_squared, "of the linear regression");
  v("needs_design", x.needs_design, "the table is too noisy or too rough for the totals");
  v("warnings", x.warnings, "a sentence each");
}

template <class V>
void fields(V& v, const Weighed<sensitivity::TwoWayMap>& of) {
  const sensitivity::TwoWayMap& m = *of.part;
  v("a", of.path(m.a), "input down");
  v("b", of.path(m.b), "input across");
  v("rows", m.rows, "classes of a");
  v("columns", m.columns, "classes of b");
  v("a_low", m.a_low, "smallest value in each class of a");
  v("a_high", m.a_high, "largest");
  v("b_low", m.b_low, "smallest value in each class of b");
  v("b_high", m.b_high, "largest");
  v("mean", m.mean, "of the output, row by row");
  v("standard_error", m.standard_error, "of the mean");
  v("count", m.count, "worlds");
}

template <class V>
void fields(V& v, const FactorShareOf& of) {
  v("id", at_or_nothing(v.subject().factors, of.factor).id, "the common cause");
  v("first", of.factor < of.output->factors.size() ? of.output->factors[of.factor] : sensitivity::Estimate{},
    "first-order index of its own draw; of what loads on it the indices are of the rest of its draw");
}

template <class V>
void fields(V& v, const Weighed<WeighOutput>& of) {
  const WeighOutput& output = *of.part;
  const WeighResult* r = of.result;
  const bool reservation = output.kind == WeighOutput::Kind::reservation;
  const Weighed<sensitivity::Indices> indices{r, &output.indices};
  const Weighed<sensitivity::TwoWayMap> map{r,
                                            output.map ? &*output.map : &nothing<sensitivity::TwoWayMap>()};
  v("output", Word{word_of(output.kind)}, "agreement, acceptance, reach, risk or reservation");
  v.when(reservation, "party", output.party, "of a reservation");
  v("name", v.subject().parties.empty() ? std::string() : weigh_output_name(v.subject(), output),
    "as readers see it");
  v.list(
      "tornado", output.tornado.size(),
      [&](std::size_t b) {
        return Weighed<sensitivity::TornadoBar>{r, &output.tornado[b]};
      },
      "significant bars first, then by size of swing");
  v("unclear", output.unclear, "bars that cannot be told from nought");
  v.maybe("indices", output.indices.available ? &indices : nullptr, "shares of the variance; null without");
  v.maybe("map", output.map ? &map : nullptr, "over its leading pair, or null");
  v.list(
      "factors", output.factors.size(),
      [&](std::size_t f) {
        return FactorShareOf{&output, f};
      },
      "common causes that the case states or has by default");
}

template <class V>
void fields(V& v, const sensitivity::ChoiceRecord& x) {
  v("expected", x.expected, "payoff, mean over worlds");
  v("expected_error", x.expected_error, "its standard error");
  v("worst", x.worst, "smallest payoff");
  v("p5", x.p5, "5 % of worlds pay no more");
  v("expected_regret", x.expected_regret, "mean over worlds");
  v("p95_regret", x.p95_regret, "95 % of worlds regret no more");
  v("max_regret", x.max_regret, "largest regret");
  v("best_share", x.best_share, "of worlds in which no choice pays more");
  v("dominated", x.dominated, "another choice is never worse and sometimes better");
}

template <class V>
void fields(V& v, const sensitivity::RobustChoice& r) {
  v("choices", r.choices, "in order of the short list");
  v("best_expected", r.best_expected, "position of the best on average");
  v("minimax_regret", r.minimax_regret, "position of the least largest regret");
  v("maximin", r.maximin, "position of the largest worst payoff");
}

template <class V>
void fields(V& v, const Weighed<sensitivity::Restriction>& of) {
  const sensitivity::Restriction& x = *of.part;
  const WeighInput& input = at_or_nothing(of.result->inputs, x.input);
  std::vector<Level> levels;
  for (const std::size_t level : x.levels) levels.push_back(level_of(input, static_cast<double>(level)));
  v("input", input.id, "which input");
  v.when(x.has_low, "above", x.low, "the limit below");
  v.when(x.has_high, "below", x.high, "the limit above");
  v.when(!levels.empty(), "levels", levels, "allowed, of a type or a red line");
  v("quasi_p", x.quasi_p, "chance of such a density if the restriction did nothing");
}

template <class V>
void fields(V& v, const Weighed<sensitivity::ScenarioBox>& of) {
  const sensitivity::ScenarioBox& box = *of.part;
  v("text", v.subject().parties.empty() ? std::string() : weigh_box_text(v.subject(), *of.result, box),
    "the restrictions in words");
  v.list(
      "restrictions", box.restrictions.size(),
      [&](std::size_t k) {
        return Weighed<sensitivity::Restriction>{of.result, &box.restrictions[k]};
      },
      "in order of input");
  v("coverage", box.coverage, "share of all cases in the box and in no earlier one");
  v("density", box.density, "share of cases among its worlds");
  v("support", box.support, "its share of all worlds");
}

template <>
struct DescribedAs<Weighed<sensitivity::Scenarios>> {
  static constexpr const char* name = "scenarios";
};
template <class V>
void fields(V& v, const Weighed<sensitivity::Scenarios>& of) {
  const sensitivity::Scenarios& s = *of.part;
  v("available", s.available, "whether a search was made");
  v.when(!s.available, "message", s.message, "why not");
  v.when(s.available, "base_rate", s.base_rate, "share of cases among all worlds");
  v.when(s.available, "coverage", s.coverage, "by all boxes together");
  std::vector<Weighed<sensitivity::ScenarioBox>> boxes;
  for (const sensitivity::ScenarioBox& box : s.boxes) boxes.push_back({of.result, &box});
  v.when(s.available, "boxes", boxes, "of worlds, best first");
}

template <class V>
void fields(V& v, const DesignGroupOf& of) {
  const WeighDesign& design = of.result->design ? *of.result->design : nothing<WeighDesign>();
  const bool one = of.group < design.inputs.size();
  const std::string id = one ? Weighed<WeighInput>{of.result}.path(design.inputs[of.group]) : std::string();
  v.maybe("input", one ? &id : nullptr, "which input; null for all others together");
  v("first", at_or_nothing(of.indices->first, of.group), "first-order index");
  v("total", at_or_nothing(of.indices->total, of.group), "total index");
}

template <class V>
void fields(V& v, const DesignOutputOf& of) {
  const WeighDesign& design = of.result->design ? *of.result->design : nothing<WeighDesign>();
  const sensitivity::DesignIndices& x = at_or_nothing(design.indices, of.output);
  v("available", x.available, "whether the design could be run");
  v("message", x.message, "why not");
  v("mean", x.mean, "of the output");
  v("variance", x.variance, "of the output");
  v.list(
      "groups", x.total.size(),
      [&](std::size_t g) {
        return DesignGroupOf{of.result, &x, g};
      },
      "leading inputs, then all others together");
}

template <class V>
void fields(V& v, const Weighed<WeighDesign>& of) {
  const WeighDesign& design = *of.part;
  const sensitivity::DesignIndices& first = at_or_nothing(design.indices, 0);
  v("base_points", first.base_points, "of the design");
  v("model_runs", first.model_runs, "worlds run");
  v("others", design.others, "inputs moved together in the last group");
  v.list(
      "outputs", design.indices.size(),
      [&](std::size_t o) {
        return DesignOutputOf{of.result, o};
      },
      "in the order of outputs");
}

template <class V>
void fields(V& v, const WeighAnswer& answer) {
  const WeighResult& r = *answer.result;
  const Case& c = v.subject();
  v("verb", "weigh", "which verb answered");
  v.when(v.subject().placeholders() > 0, "placeholders", v.subject().placeholders(),
         "numbers that are there to be replaced: nothing here says anything about a conflict");
  settings_field(v);
  v("title", c.title, "of the case");
  v("seed", r.seed, "of the worlds");
  v("worlds", r.worlds, "sampled");
  v("for", r.objective.party ? c.parties[r.objective.party->index()].id : std::string("mediator"),
    "whose objective: a party, or mediator");
  v("left_out", r.left_out, "uncertain quantities that cannot move any output");
  v.list(
      "inputs", r.inputs.size(),
      [&](std::size_t i) {
        return Weighed<WeighInput>{&r, &r.inputs[i]};
      },
      "that can move the answer");
  v.list(
      "key_assumptions", r.key_assumptions.size(),
      [&](std::size_t k) {
        return Weighed<KeyAssumption>{&r, &r.key_assumptions[k]};
      },
      "judgements first, then by size of swing");
  v("key_counts", KeyCountsOf{&r}, "how many");
  v("short_list", r.short_list, "the recommended settlement first");
  v("answer_flips", Weighed<WeighFlips>{&r, &r.answer_flips}, "choices 0 agreement, 1 none");
  v("settlement_flips", Weighed<WeighFlips>{&r, &r.settlement_flips}, "choices are positions in short_list");
  v.list(
      "outputs", r.outputs.size(),
      [&](std::size_t o) {
        return Weighed<WeighOutput>{&r, &r.outputs[o]};
      },
      "agreement, acceptance, risk, then reservations in party order");
  v("information", Weighed<Information>{&r, &r.information}, "what it would be worth to know");
  v("robust", r.robust, "the short list over all worlds");
  v("fails", Weighed<sensitivity::Scenarios>{&r, &r.fails}, "boxes of worlds without agreement");
  v("holds", Weighed<sensitivity::Scenarios>{&r, &r.holds}, "boxes of worlds with agreement");
  const Weighed<WeighDesign> design{&r, r.design ? &*r.design : &nothing<WeighDesign>()};
  v.maybe("design", r.design ? &design : nullptr, "indices by design; null unless asked for");
}

}  // namespace offramp::briefing
