// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/analysis/space/report.h"
#include "offramp/briefing/document/document.h"

/// The answers of `space` as documents for reading at once. Compute nothing; figures carry pointers into
/// {"space": the JSON of the answer}.
namespace offramp::briefing {

Document space_report(const formats::SpaceInfo& info);
/// Ideas that choose the same settlement tell it once.
Document space_report(const formats::SpacePoints& points);
Document space_report(const formats::SpaceFrontier& frontier);
Document space_report(const formats::SpaceProof& proof);
/// The five most frequent agreements; the JSON has more.
Document space_report(const formats::SpaceSimulation& simulation);

}  // namespace offramp::briefing
