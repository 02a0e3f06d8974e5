// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/render/html.h"

namespace offramp::briefing {

// Blue and orange keep apart for every common kind of colour blindness (Okabe and Ito 2008 choose their
// palette so); light and dark differ only in the variables. Text colours reach a contrast of 4.5 to 1.
std::string_view page_style() {
  return R"css(:root {
  --paper: #fdfcf9; --ink: #1c1d1f; --soft: #5d5e60; --hair: #dddad3; --wash: #f3f1eb;
  --blue: #1f5c99; --blue-pale: #dbe7f3; --orange: #b0480f; --orange-pale: #f7e3d6;
  --p0: #c9c6bf; --p1: #a9c6e2; --p2: #74a3cf; --p3: #3f7cb5; --p4: #174f8a;
  --serif: "Iowan Old Style", "Palatino Linotype", Palatino, Charter, "Bitstream Charter", Georgia, "Liberation Serif", serif;
  --sans: "Helvetica Neue", "Segoe UI", Roboto, Arial, "Liberation Sans", system-ui, sans-serif;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #15171a; --ink: #e9e7e2; --soft: #a8a69f; --hair: #35383d; --wash: #1e2125;
    --blue: #82b7ea; --blue-pale: #1f3448; --orange: #f19a62; --orange-pale: #43291a;
    --p0: #4a4d52; --p1: #35587a; --p2: #4d7fae; --p3: #77aadb; --p4: #b5d6f5;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.55 var(--serif); overflow-wrap: break-word; }
.page { max-width: 66rem; margin: 0 auto; padding: 3.2rem 1.5rem 6rem; display: grid; grid-template-columns: 12rem minmax(0, 45rem); column-gap: 4rem; }
main { grid-column: 2; }
nav { grid-column: 1; grid-row: 1; position: sticky; top: 3.2rem; align-self: start; font: .8125rem/1.35 var(--sans); max-height: calc(100vh - 4rem); overflow-y: auto; }
nav p { margin: 0 0 .6rem; color: var(--soft); letter-spacing: .06em; text-transform: uppercase; font-size: .6875rem; }
nav ol { list-style: none; margin: 0; padding: 0; }
nav li { margin: 0; padding: .24rem 0; }
nav a { color: var(--soft); text-decoration: none; }
nav a:hover { color: var(--blue); }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: .5rem; }
a { color: inherit; text-decoration-color: var(--blue); text-decoration-thickness: 1px; text-underline-offset: .2em; }
a:hover { color: var(--blue); }
a.n { text-decoration: underline dotted; text-decoration-color: var(--soft); }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--blue); outline-offset: 2px; }
.n { font-variant-numeric: lining-nums tabular-nums; white-space: nowrap; }
header { margin-bottom: 2rem; }
.kicker { margin: 0 0 .7rem; font: 600 .6875rem/1.2 var(--sans); letter-spacing: .1em; text-transform: uppercase; color: var(--soft); }
h1 { margin: 0; font-size: 2.35rem; line-height: 1.12; font-weight: 600; letter-spacing: -.012em; text-wrap: balance; }
.question { margin: .55rem 0 0; font-size: 1.2rem; line-height: 1.4; font-style: italic; color: var(--soft); }
.facts { list-style: none; margin: 1rem 0 0; padding: 0; font: .8125rem/1.5 var(--sans); color: var(--soft); display: flex; flex-wrap: wrap; gap: 0 1.6rem; }
section { margin-top: 3.4rem; }
section.opening { margin-top: 0; padding-top: 1.4rem; border-top: 2px solid var(--ink); }
h2 { margin: 0 0 .9rem; font-size: 1.5rem; line-height: 1.2; font-weight: 600; letter-spacing: -.006em; }
section.opening h2 { font: 600 .75rem/1.2 var(--sans); letter-spacing: .08em; text-transform: uppercase; color: var(--soft); margin-bottom: .7rem; }
.front section { margin-top: 1.7rem; } .front section.opening { margin-top: 0; }
.front h2 { font: 600 .75rem/1.2 var(--sans); letter-spacing: .08em; text-transform: uppercase; color: var(--soft); margin-bottom: .6rem; }
.front table { margin-bottom: 1rem; } .front ul { max-width: none; padding-left: 0; list-style: none; }
.front section.opening li { margin: .5rem 0; } .front p { max-width: none; }
p.annex { margin: 3.4rem 0 0; padding-top: .8rem; border-top: 2px solid var(--ink); font: 600 .8125rem/1.3 var(--sans); color: var(--soft); max-width: none; }
nav li.annex { margin-top: .7rem; padding-top: .7rem; border-top: 1px solid var(--hair); }
.audience { margin: -.4rem 0 1rem; font: .8125rem/1.4 var(--sans); color: var(--soft); }
.marking { margin: 0; padding: .35rem 1rem; font: 600 .75rem/1.3 var(--sans); letter-spacing: .06em; text-align: center; max-width: none; background: var(--wash); color: var(--ink); }
h3 { margin: 2rem 0 .5rem; font-size: 1.14rem; line-height: 1.3; font-weight: 600; }
p { margin: 0 0 .9rem; max-width: 40rem; }
.lead { font-size: 1.5rem; line-height: 1.34; margin-bottom: 1.4rem; max-width: none; text-wrap: pretty; }
.lead strong { color: var(--blue); font-weight: 600; }
.note { font-size: .94rem; color: var(--soft); }
strong { font-weight: 600; }
ul, ol { margin: 0 0 1rem; padding-left: 1.2rem; max-width: 41rem; }
li { margin: .35rem 0; }
ul.small, ol.small { font: .8125rem/1.5 var(--sans); padding-left: 2rem; max-width: none; }
ul.small { padding-left: 1.2rem; }
figure { margin: 1.8rem 0 2.2rem; }
section.opening figure { margin: 1.2rem 0 1.6rem; }
figure .title { font: 600 .875rem/1.35 var(--sans); margin: 0 0 .8rem; max-width: none; }
figcaption { margin-top: .7rem; font: .8125rem/1.5 var(--sans); color: var(--soft); max-width: 42rem; }
figure svg { display: block; max-width: 100%; height: auto; overflow: visible; }
.narrow { display: none; }
details { margin-top: .5rem; font: .8125rem/1.5 var(--sans); }
summary { color: var(--soft); cursor: pointer; }
table { border-collapse: collapse; width: 100%; margin: .8rem 0 1.8rem; font: .8125rem/1.42 var(--sans); font-variant-numeric: lining-nums tabular-nums; }
.caption { margin: .8rem 0 .55rem; max-width: none; font: .8125rem/1.5 var(--sans); color: var(--soft); }
.caption + table { margin-top: 0; }
td a:not(.n), th a:not(.n) { text-decoration-color: var(--p2); }
th, td { text-align: left; vertical-align: top; padding: .42rem .9rem .42rem 0; font-weight: 400; }
th:last-child, td:last-child { padding-right: 0; }
thead th, thead td { color: var(--soft); font-size: .75rem; vertical-align: bottom; border-bottom: 1px solid var(--ink); }
tbody tr { border-bottom: 1px solid var(--hair); }
.r { text-align: right; }
tr.group th { padding-top: 1.15rem; font-weight: 600; }
tr:target, li:target { background: var(--wash); outline: .3rem solid var(--wash); }
table strong { font-weight: 600; }
table.small { font-size: .75rem; }
.spark { vertical-align: middle; display: block; max-width: 100%; }
.spark .track { stroke: var(--hair); stroke-width: 1; }
.spark .whisk { stroke: var(--blue); stroke-width: 5; opacity: .28; }
.spark .move { stroke: var(--blue); stroke-width: 2; }
.spark .tick { stroke: var(--ink); stroke-width: 1.2; }
.spark .end { fill: var(--blue); }
svg path { fill: none; }
svg text { font-family: var(--sans); fill: var(--ink); font-variant-numeric: lining-nums tabular-nums; }
svg .t11 { font-size: 11px; } svg .t12 { font-size: 12px; } svg .t13 { font-size: 13px; } svg .t17 { font-size: 17px; }
svg .strong { font-weight: 600; } svg .soft { fill: var(--soft); } svg .blue { fill: var(--blue); } svg .orange { fill: var(--orange); }
svg .axis { stroke: var(--soft); stroke-width: 1; } svg .hair { stroke: var(--hair); stroke-width: 1; }
svg .band { fill: var(--p0); opacity: .45; } svg .band.on { fill: var(--p2); opacity: .75; }
svg .whisker { stroke: var(--ink); stroke-width: 3; } svg .mark { fill: var(--ink); stroke: var(--paper); stroke-width: 1.5; }
svg .dot { stroke-width: 1.4; } svg .dot.good { fill: var(--blue); stroke: var(--blue); } svg .dot.bad { fill: var(--paper); stroke: var(--orange); }
svg .cut { stroke: var(--blue); stroke-width: 1.5; }
svg .bar.good { fill: var(--blue); } svg .bar.bad { fill: var(--orange); } svg .range { fill: var(--wash); stroke: var(--hair); stroke-width: 1; }
svg .pt { stroke-linecap: round; } svg .p0 { stroke: var(--p0); stroke-width: 2.6; } svg .p1 { stroke: var(--p1); stroke-width: 3.2; }
svg .p2 { stroke: var(--p2); stroke-width: 4; } svg .p3 { stroke: var(--p3); stroke-width: 4.8; } svg .p4 { stroke: var(--p4); stroke-width: 5.6; }
svg .frontier { stroke: var(--ink); stroke-width: 1; stroke-linejoin: round; }
svg .zone { fill: var(--blue-pale); opacity: .4; } svg .noDeal { stroke: var(--soft); stroke-width: 1; stroke-dasharray: 4 3; }
svg .ring { fill: none; stroke: var(--ink); stroke-width: 2; } svg .fair { fill: var(--paper); stroke: var(--ink); stroke-width: 1.6; }
svg .halo { fill: var(--paper); opacity: .85; } svg .actual, svg .crossed { stroke: var(--orange); stroke-width: 2.4; stroke-linecap: round; }
svg .crossed { stroke-width: 1.8; } svg .leader { stroke: var(--soft); stroke-width: .8; }
svg .halo-text { paint-order: stroke; stroke: var(--paper); stroke-width: 3.5px; stroke-linejoin: round; }
svg .t0 { fill: var(--p4); } svg .t1 { fill: var(--p2); } svg .t2 { fill: var(--p1); } svg .t3 { fill: var(--p0); } svg .feint { fill: var(--orange); }
svg .t0, svg .t1, svg .t2, svg .t3, svg .feint { shape-rendering: crispEdges; }
svg .seam { stroke: var(--paper); stroke-width: 1.6; } svg .gap { stroke: var(--soft); stroke-width: 2; }
svg .hover { fill: transparent; }
@media (max-width: 60rem) {
  .page { display: block; max-width: 48rem; padding-top: 2rem; }
  nav { position: static; max-height: none; margin-bottom: 1.6rem; }
  nav p { display: none; }
  nav ol { display: flex; gap: 0 1.1rem; overflow-x: auto; white-space: nowrap; padding: 0 .2rem .5rem; border-bottom: 1px solid var(--hair); }
}
@media (max-width: 40rem) {
  body { font-size: 1rem; }
  .page { padding: 1.4rem 1.15rem 3rem; }
  h1 { font-size: 1.7rem; } h2 { font-size: 1.28rem; } .question { font-size: 1.05rem; }
  .lead { font-size: 1.22rem; }
  .wide { display: none; } .narrow { display: block; }
  section { margin-top: 2.6rem; }
  table, tbody, tr, td, th { display: block; width: auto; }
  colgroup, thead { display: none; }
  tbody tr { padding: .6rem 0; }
  th, td, .r { padding: .1rem 0; text-align: left; }
  tbody th { font-weight: 600; }
  td[data-label] { display: grid; grid-template-columns: 7.2rem 1fr; column-gap: .8rem; }
  td[data-label]::before { content: attr(data-label); color: var(--soft); }
  table.pair tr { display: grid; grid-template-columns: 1fr 1fr; column-gap: .9rem; }
  table.pair td, table.pair th { display: block; }
  table.pair tbody th { font-weight: 400; }
  table.pair td::before { content: none; }
  td.none, th.none { display: none; }
  tr.group th { padding: .5rem 0 0; }
}
@media print {
  @page { size: A4; margin: 18mm 17mm 20mm; }
  html { font-size: 9.8pt; }
  body { font-size: 1rem; background: none; }
  .page { display: block; max-width: none; padding: 0; }
  nav, .skip, details { display: none; }
  .wide { display: block; } .narrow { display: none; }
  a, a.n { color: inherit; text-decoration: none; }
  .lead { font-size: 14pt; }
  h1 { font-size: 23pt; } h2 { font-size: 14.5pt; }
  h2, h3, .title, .caption, thead, tr.group, p:has(+ ul), p:has(+ ol), p:has(+ table) { break-after: avoid; }
  tbody tr:first-child, tr.group + tr { break-before: avoid; }
  figure, tr, li, .caption { break-inside: avoid; }
  thead { display: table-header-group; }
  section { margin-top: 9mm; }
  table { font-size: 8.4pt; } table.small { font-size: 7.4pt; } ul.small, ol.small { font-size: 8.2pt; }
  p { orphans: 3; widows: 3; }
  .marking { position: fixed; top: 0; left: 0; right: 0; background: none; padding: 0; }
  @page front { size: A4; margin: 10mm 12mm; }
  .front { page: front; font-size: 8.4pt; line-height: 1.26; break-after: page; }
  .front header { margin-bottom: 2.2mm; } .front .kicker { margin-bottom: 1mm; font-size: 6.4pt; } .front h1 { font-size: 14.5pt; }
  .front .question { font-size: 8.8pt; margin-top: .6mm; } .front .facts { font-size: 6.9pt; margin-top: 1mm; }
  .front section { margin-top: 2.4mm; } .front h2 { font-size: 6.6pt; margin-bottom: .7mm; }
  .front p { margin-bottom: .8mm; } .front ul { margin-bottom: .6mm; } .front li, .front section.opening li { margin: .5mm 0; }
  .front table { font-size: 7.1pt; line-height: 1.22; margin: .4mm 0 .6mm; } .front .caption, .front .note { font-size: 7.1pt; line-height: 1.2; margin: .4mm 0 .4mm; }
  .front th, .front td { padding: .32mm 1.6mm .32mm 0; } .front thead th, .front thead td { font-size: 6.4pt; }
  p.annex { margin-top: 0; }
}
)css";
}

}  // namespace offramp::briefing
