// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/report/style.h"

namespace crosstalk {

namespace {

// Instances as in the desktop's palette, the green and the orange a little darker. Must do without < > & ": see
// Markup::style().
const char *const colours = R"(
:root{color-scheme:light dark;
--ground:#ffffff;--card:#f5f6f8;--text:#1b1f27;--muted:#5b606a;--line:#d9dce2;--grid:#e8eaee;
--good:#23794f;--bad:#b92a44;--doubt:#8a5508;--on:#ffffff;
--good-tint:#eaf5ef;--bad-tint:#fceef0;--doubt-tint:#fdf4e3;--band:#b92a44;--link:#2459bd;
--i0:#2f6fde;--i1:#be5519;--i2:#237a50;--i3:#8a4fc9;--i4:#0d7480;--i5:#a8437f;--i6:#7a6a12;--i7:#5a6270}
@media screen and (prefers-color-scheme:dark){:root{
--ground:#1f2227;--card:#292d34;--text:#e6e8eb;--muted:#a7acb5;--line:#3f454e;--grid:#32373f;
--good:#6fcf9c;--bad:#ff8a9a;--doubt:#e9b44c;--on:#1c1f24;
--good-tint:#24342c;--bad-tint:#3d262b;--doubt-tint:#3a3122;--band:#ff8a9a;--link:#8fb5ff;
--i0:#7aa7ff;--i1:#f0a06a;--i2:#6fcf9c;--i3:#c3a0f5;--i4:#63c7d4;--i5:#e896c4;--i6:#d3c15a;--i7:#aab2c0}}
.i0{--own:var(--i0)}.i1{--own:var(--i1)}.i2{--own:var(--i2)}.i3{--own:var(--i3)}
.i4{--own:var(--i4)}.i5{--own:var(--i5)}.i6{--own:var(--i6)}.i7{--own:var(--i7)}
.pass{--own:var(--good);--tint:var(--good-tint)}.fail{--own:var(--bad);--tint:var(--bad-tint)}
.unknown{--own:var(--doubt);--tint:var(--doubt-tint)}
)";

const char *const layout = R"(
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--text);font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif}
main,.top,footer{max-width:820px;margin:0 auto;padding:0 20px}
h1,h2,h3{line-height:1.25;overflow-wrap:anywhere}
h1{font-size:1.75rem;margin:.4rem 0}
h2{font-size:1.2rem;margin:2.6rem 0 .8rem;padding-top:1.1rem;border-top:1px solid var(--line)}
h3{font-size:1rem;margin:1.6rem 0 .4rem}
p{margin:.4rem 0;overflow-wrap:anywhere}
a{color:var(--link)}
.muted{color:var(--muted)}
.brand{color:var(--muted);font-size:.875rem;margin-top:1.4rem}
.stamp{display:inline-block;white-space:nowrap;background:var(--own);color:var(--on);font-weight:700;letter-spacing:.04em;
border-radius:6px;padding:.1rem .7rem;margin:.3rem 0}
.small .stamp,.stamp.small{font-size:.75rem;padding:0 .45rem;border-radius:4px;margin:0}
.reason{font-size:1.1rem}
.facts{color:var(--muted);font-size:.875rem;list-style:none;margin:.6rem 0 0;padding:0;display:flex;flex-wrap:wrap;gap:.1rem 1.2rem}
.facts li{overflow-wrap:anywhere}
.several .run{margin-top:3rem;padding-top:1.2rem;border-top:4px solid var(--line)}
.run header h2{font-size:1.5rem;margin:.4rem 0;border:0;padding:0}
.invariants{list-style:none;margin:0;padding:0;display:grid;gap:.5rem}
.invariants li{background:var(--tint);border-left:4px solid var(--own);border-radius:0 6px 6px 0;padding:.5rem .8rem;overflow-wrap:anywhere}
.invariants b{margin-left:.5rem}
.invariants span.why{display:block}
.scroll{overflow-x:auto}
.scroll:focus-visible,summary:focus-visible,a:focus-visible{outline:2px solid var(--i0);outline-offset:2px}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}
.legend{font-size:.875rem;margin-bottom:.5rem}
th,td{text-align:left;vertical-align:top;padding:.45rem .7rem}
.matrix th{font-weight:600;vertical-align:middle;min-width:3.4rem;max-width:11rem;overflow-wrap:anywhere}
.matrix td{border:1px solid var(--line);min-width:7.5rem;background:var(--ground)}
.matrix td.corner{border:0;background:none;font-size:.75rem;min-width:5rem;white-space:normal;vertical-align:bottom}
.matrix td.none{color:var(--muted)}
.matrix td.wrong{background:var(--bad-tint)}
.matrix b{display:block}
.matrix td span{display:block;font-size:.8125rem;white-space:nowrap}
.matrix em{display:block;font-style:normal;font-weight:600;font-size:.8125rem;color:var(--bad)}
.badge{display:inline-grid;place-items:center;min-width:1.5rem;height:1.5rem;padding:0 .25rem;border-radius:.75rem;background:var(--own);color:var(--on);
font-size:.75rem;font-weight:700}
.numbers{display:grid;grid-template-columns:repeat(auto-fill,minmax(8.5rem,1fr));gap:1px;margin:1rem 0 0;padding:1px}
.numbers div{box-shadow:0 0 0 1px var(--line);padding:.5rem .7rem;display:flex;flex-direction:column-reverse;justify-content:flex-end}
.numbers dt{color:var(--muted);font-size:.8125rem}
.numbers dd{margin:0;font-size:1.25rem;font-weight:600;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
.numbers .wrong{background:var(--bad-tint)}
.numbers .wrong dd{color:var(--bad)}
.runs{width:100%}
.runs th,.runs td{border-bottom:1px solid var(--line);overflow-wrap:anywhere}
.runs .exact{white-space:nowrap;font-variant-numeric:tabular-nums}
.runs th{font-size:.8125rem;color:var(--muted)}
.pairs{width:100%}
.pairs th{font-weight:600;white-space:nowrap;padding-left:0;width:1%}
.pairs td{overflow-wrap:anywhere}
.pairs tr+tr{border-top:1px solid var(--grid)}
.example{background:var(--card);border-radius:8px;padding:.2rem 1.1rem 1rem;margin-top:1rem}
.example .what{font-weight:600}
details{margin-top:.6rem}
summary{cursor:pointer;color:var(--muted)}
.moments{font-size:.875rem;padding-left:0;list-style:none;margin:.4rem 0 0}
.moments li{overflow-wrap:anywhere;padding-left:6.2rem;text-indent:-6.2rem}
.moments time{display:inline-block;width:6.2rem;text-indent:0;color:var(--muted);font-variant-numeric:tabular-nums}
.moments .own{font-weight:600}
pre{background:var(--card);border-radius:8px;padding:.9rem 1.1rem;margin:.6rem 0;white-space:pre-wrap;overflow-wrap:anywhere;font-size:.8125rem;line-height:1.45}
code,pre{font-family:ui-monospace,'SF Mono',Menlo,Consolas,'DejaVu Sans Mono',monospace}
code{font-size:.875em;overflow-wrap:anywhere}
.faults{margin:.4rem 0 0;padding-left:0;list-style:none;counter-reset:fault}
.faults li{counter-increment:fault;padding-left:1.9rem;text-indent:-1.9rem;font-size:.875rem;margin:.25rem 0;overflow-wrap:anywhere}
.faults li:before{content:counter(fault);display:inline-grid;place-items:center;width:1.3rem;height:1.3rem;border-radius:50%;margin-right:.6rem;
text-indent:0;background:var(--band);color:var(--on);font-size:.75rem;font-weight:700}
footer{color:var(--muted);font-size:.8125rem;padding-top:2rem;padding-bottom:2.5rem}
)";

const char *const drawings = R"(
svg{display:block;width:100%;height:auto;font:12px system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;font-variant-numeric:tabular-nums}
svg.narrow{display:none}
svg text{fill:var(--text)}
svg .middle{text-anchor:middle}
svg .end{text-anchor:end}
svg .tick,svg .time,svg .role{fill:var(--muted)}
svg .strong{font-weight:700}
svg .name{font-size:13px}
svg .on{fill:var(--on);font-weight:700}
svg .grid{stroke:var(--grid)}
svg .band{fill:var(--band);fill-opacity:.09}
svg .hatch{stroke:var(--band);stroke-width:2;stroke-opacity:.35}
svg .mark{fill:var(--band)}
svg .series{fill:none;stroke:var(--i0);stroke-width:2;stroke-linejoin:round;stroke-linecap:round}
svg .p99{stroke:var(--i1);stroke-dasharray:6 4}
svg .max{stroke:var(--muted);stroke-width:1.5;stroke-dasharray:.1 4}
svg .dot{fill:var(--i0);stroke:var(--ground);stroke-width:1.5}
svg .value,svg .label{paint-order:stroke;stroke:var(--ground);stroke-width:4px;stroke-linejoin:round}
.example svg .label{stroke:var(--card)}
svg .value{font-weight:600}
svg .life{stroke:var(--line);stroke-width:1.5}
svg .life.i0,svg .life.i1,svg .life.i2,svg .life.i3,svg .life.i4,svg .life.i5,svg .life.i6,svg .life.i7{stroke:var(--own);stroke-width:2}
svg .plate{fill:var(--own)}
svg .way{fill:none;stroke:var(--muted);stroke-width:1.5}
svg .way.own{stroke:var(--text);stroke-width:2.5}
svg .way.dashed{stroke-dasharray:5 4}
svg .way.tip{fill:var(--muted);stroke:none}
svg .way.own.tip{fill:var(--text)}
svg .way.wrong{stroke:var(--bad)}
svg .label.wrong{fill:var(--bad)}
svg .via{fill:var(--card);stroke:var(--muted);stroke-width:1.5}
)";

const char *const media = R"(
@media (max-width:720px){
svg.wide{display:none}
svg.narrow{display:block}
main,.top,footer{padding:0 16px}
h1{font-size:1.4rem}
h2{margin-top:2rem}
.example{margin-left:-8px;margin-right:-8px;padding-left:8px;padding-right:8px}
.matrix td{min-width:4.7rem;padding:.35rem .4rem;font-size:.875rem}
.matrix td span{white-space:normal;font-size:.75rem}
.matrix th{padding:.35rem .5rem .35rem 0}
.matrix td.corner{min-width:3rem;padding-left:0}
.numbers{grid-template-columns:repeat(auto-fill,minmax(6.6rem,1fr))}
.pairs th{white-space:normal;width:30%}
.runs thead{display:none}
.runs tr{display:block;padding:.6rem 0;border-bottom:1px solid var(--line)}
.runs td{display:inline-block;border:0;padding:.1rem .7rem .1rem 0}
}
@media print{
@page{margin:16mm 14mm}
body{font-size:10.5pt}
main,.top,footer{max-width:none;padding:0}
h2,h3,.legend,.example header{break-after:avoid}
.invariants li,.numbers,.matrix tr,.faults,figure,.example{break-inside:avoid}
.why a{display:none}
.several .run{break-before:page;border-top:0;margin-top:0;padding-top:0}
.example{border:1px solid var(--line)}
.example svg{max-height:225mm}
.stamp,.badge,.matrix td,.invariants li,.numbers div,.example,pre,.faults li:before,svg{-webkit-print-color-adjust:exact;print-color-adjust:exact}
.words{display:none}
.scroll{overflow:visible}
pre{white-space:pre-wrap}
a{color:inherit;text-decoration:none}
}
)";

} // namespace

QString reportStyle()
{
    return QString::fromUtf8(colours) + QString::fromUtf8(layout) + QString::fromUtf8(drawings) +
           QString::fromUtf8(media);
}

} // namespace crosstalk
