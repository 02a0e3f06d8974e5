// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "offramp/analysis/weigh/weigh.h"
#include "offramp/briefing/describe/fields.h"
#include "offramp/briefing/weigh/flip_fields.h"

/// What it would be worth to know things, field by field (describe/fields.h).
namespace offramp::briefing {

struct InputWorthOf {
  const WeighResult* result = &nothing<WeighResult>();
  std::size_t input = 0;
};

struct SetWorthOf {
  const WeighResult* result = &nothing<WeighResult>();
  std::size_t set = 0;
};

struct ContactWorthOf {
  const WeighResult* result = &nothing<WeighResult>();
  std::size_t contact = 0;
};

template <class V>
void fields(V& v, const sensitivity::TriedValue& tried) {
  v("value", tried.gain, "earned in worlds that did not teach it");
  v("clear", tried.clear, "beyond chance");
}

template <class V>
void fields(V& v, const InputWorthOf& of) {
  v("input", Weighed<WeighInput>{of.result}.path(of.input), "which input");
  fields(v, at_or_nothing(of.result->information.value.inputs_tried, of.input));
}

template <class V>
void fields(V& v, const SetWorthOf& of) {
  const Information& x = of.result->information;
  std::vector<std::string> ids;
  for (const std::size_t i : at_or_nothing(x.sets, of.set))
    ids.push_back(Weighed<WeighInput>{of.result}.path(i));
  v("inputs", ids, "known together");
  fields(v, at_or_nothing(x.value.sets_tried, of.set));
}

template <class V>
void fields(V& v, const ContactWorthOf& of) {
  const Information& x = of.result->information;
  const auto& all = v.subject().contacts;
  const std::size_t at = at_or_nothing(x.contacts, of.contact);
  v("who", at < all.size() ? all[at].who : std::string(), "person or office that can still be asked");
  fields(v, at_or_nothing(x.value.groups_tried, of.contact));
}

template <class V>
void fields(V& v, const WatchValue& w) {
  const auto& items = v.subject().watch;
  v("id", w.watch < items.size() ? items[w.watch].id : std::string(), "the item to watch");
  v("relevant", w.relevant, "about a party with hidden types that count");
  fields(v, w.value);
  v("low", w.low, "5th percentile over the likelihoods' own uncertainty");
  v("high", w.high, "95th percentile");
  v("seen", w.seen, "chance to see it");
  v("changes_choice", w.changes_choice, "seen or not seen, another settlement would be backed");
  v("cost", w.cost, "mean, in the case's own unit");
  v("per_cost", w.per_cost(), "value for each unit of cost");
  v("lead_time_days", w.lead_time, "median");
}

template <class V>
void fields(V& v, const Weighed<Information>& of) {
  const sensitivity::InformationValue& x = of.part->value;
  std::vector<std::size_t> gained;
  for (std::size_t i = 0; i < x.inputs_tried.size(); ++i)
    if (x.inputs_tried[i].gain.value > 0.0) gained.push_back(i);
  std::vector<std::size_t> gained_sets;
  for (std::size_t k = 0; k < x.sets_tried.size(); ++k)
    if (x.sets_tried[k].gain.value > 0.0) gained_sets.push_back(k);
  v("choices", of.part->choices.size(), "settlements that could be backed: settle's cover of the worlds");
  v("best_payoff", x.best_payoff, "of it, now");
  v("perfect", x.perfect, "what knowing everything would add");
  v.list(
      "inputs", gained.size(),
      [&](std::size_t k) {
        return InputWorthOf{of.result, gained[k]};
      },
      "inputs that gained something");
  v.list(
      "together", gained_sets.size(),
      [&](std::size_t k) {
        return SetWorthOf{of.result, gained_sets[k]};
      },
      "inputs known together that gained something: all types, then pairs");
  v.list(
      "contacts", x.groups_tried.size(),
      [&](std::size_t g) {
        return ContactWorthOf{of.result, g};
      },
      "who can still be asked: knowing all that is uncertain about the parties that he knows");
  v("watch", of.result->watch, "by value per cost, clear ones first");
  v("warnings", x.warnings, "a sentence each");
}

}  // namespace offramp::briefing
