/** Of all reports: one column on paper and on a phone, two where there is room; light and dark. */
export const STYLE = `
:root { color-scheme: light dark; --paper: #faf9f6; --card: #ffffff; --ink: #1c2127; --soft: #5b6570; --line: #dedbd3; --code: #f1efe9;
  --error: #b3261e; --warning: #8f5b00; --info: #2c5f9e; --good: #1c7044; --quiet: #6f7782; --accent: #24476b; }
@media (prefers-color-scheme: dark) { :root { --paper: #14171b; --card: #1c2026; --ink: #e8e6e1; --soft: #a3abb5; --line: #333941; --code: #252a31;
  --error: #ff8a80; --warning: #f0b445; --info: #86b6f0; --good: #6fce9b; --quiet: #98a1ac; --accent: #9cc3ee; } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 ui-sans-serif, system-ui, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif; }
main, .masthead, footer { max-width: 1240px; margin: 0 auto; padding: 0 24px; }
.masthead { display: flex; gap: 12px; align-items: baseline; padding-top: 22px; padding-bottom: 18px; }
.brand { font-weight: 700; letter-spacing: .01em; }
.kind, footer { color: var(--soft); font-size: 14px; }
footer { padding-top: 28px; padding-bottom: 40px; }
h1 { font: 600 34px/1.15 ui-serif, Georgia, "Noto Serif", serif; margin: 0 0 10px; letter-spacing: -.01em; overflow-wrap: anywhere; }
h2, .nested h3 { font: 600 22px/1.25 ui-serif, Georgia, "Noto Serif", serif; margin: 44px 0 14px; }
.nested { margin-top: 56px; }
.nested h2 { font-size: 28px; margin: 0 0 10px; overflow-wrap: anywhere; }
h3, .nested h4 { font-size: 16px; line-height: 1.45; margin: 0; font-weight: 600; overflow-wrap: anywhere; }
p { margin: 0 0 10px; max-width: 72ch; }
p, li { overflow-wrap: anywhere; }
a { color: var(--accent); }
code, .mono { font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
pre { margin: 10px 0 0; padding: 10px 12px; background: var(--code); border-radius: 6px; overflow-x: auto; }
pre code { white-space: pre; overflow-wrap: normal; }
mark { background: color-mix(in srgb, var(--mark, var(--warning)) 22%, transparent); color: inherit; border-bottom: 2px solid var(--mark, var(--warning)); }
table { border-collapse: collapse; width: 100%; font-size: 15px; }
th, td { text-align: left; padding: 7px 14px 7px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th { font-weight: 600; color: var(--soft); font-size: 13px; }
th:last-child, td:last-child { padding-right: 0; }
td.date { white-space: nowrap; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.scroll { overflow-x: auto; }
.option { white-space: nowrap; }
table.wide { min-width: 46rem; }
.summary { border-top: 4px solid var(--tone); padding-top: 20px; }
.verdict { color: var(--tone); font-weight: 700; font-size: 15px; letter-spacing: .08em; text-transform: uppercase; margin-bottom: 6px; }
.lead { font-size: 18px; }
.hold, .error { --tone: var(--error); --mark: var(--error); }
.review, .warning, .incomplete { --tone: var(--warning); --mark: var(--warning); }
.send { --tone: var(--good); }
.info { --tone: var(--info); --mark: var(--info); }
.plain { --tone: var(--accent); }
.figures { display: flex; flex-wrap: wrap; gap: 8px 34px; margin: 18px 0 6px; padding: 0; list-style: none; }
.figures li { min-width: 84px; }
.figures b { display: block; font: 600 26px/1.2 ui-serif, Georgia, "Noto Serif", serif; font-variant-numeric: tabular-nums; }
.figures span { color: var(--soft); font-size: 14px; }
.columns { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 6fr); gap: 36px; align-items: start; }
.columns > aside { position: sticky; top: 16px; }
.finding { background: var(--card); border: 1px solid var(--line); border-left: 4px solid var(--tone); border-radius: 8px; padding: 14px 18px 16px; margin: 0 0 14px; scroll-margin: 16px; break-inside: avoid; }
.finding:target { outline: 3px solid var(--tone); outline-offset: 2px; }
.finding .meta { display: flex; flex-wrap: wrap; gap: 4px 12px; color: var(--soft); font-size: 13px; margin-bottom: 6px; align-items: baseline; }
.number-badge { display: inline-block; min-width: 22px; padding: 0 6px; border-radius: 11px; background: var(--tone); color: var(--card); text-align: center; font: 700 12px/22px ui-sans-serif, system-ui, sans-serif; text-decoration: none; }
.severity { color: var(--tone); font-weight: 600; }
.advice { margin: 10px 0 0; padding-left: 14px; border-left: 2px solid var(--line); }
.people { margin: 10px 0 0; font-size: 14px; color: var(--soft); }
.mail { border: 1px solid var(--line); border-radius: 8px; overflow: hidden; background: #fff; }
.mail dl { margin: 0; padding: 12px 16px; background: var(--card); border-bottom: 1px solid var(--line); font-size: 14px; display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 2px 12px; }
.mail dt { color: var(--soft); }
.mail dd { margin: 0; overflow-wrap: anywhere; }
.frame { position: relative; max-height: 78vh; overflow: auto; }
.frame iframe { display: block; width: 100%; height: 720px; border: 0; background: #fff; color-scheme: light; }
.frame .number-badge { position: absolute; box-shadow: 0 0 0 2px #fff; color: #fff; }
.frame .error { --tone: #b3261e; } .frame .warning { --tone: #8f5b00; } .frame .info { --tone: #2c5f9e; }
.note { color: var(--soft); font-size: 14px; margin: 8px 0 14px; }
.chart { display: block; width: 100%; max-width: 760px; margin: 0; }
.chart-title { margin: 22px 0 8px; }
.chart svg { display: block; width: 100%; overflow: visible; }
.chart text { fill: var(--ink); font: 13px ui-sans-serif, system-ui, sans-serif; }
.chart text.axis { fill: var(--soft); font-size: 12px; }
.chart .rule { stroke: var(--line); }
.chart .zero { stroke: var(--soft); stroke-width: 1.5; }
.chart .main { font-weight: 600; }
.rows, .week, .forest div { display: grid; align-items: center; font-size: 14px; overflow-wrap: anywhere; }
.rows { grid-template-columns: fit-content(320px) minmax(0, 1fr); gap: 5px 16px; }
.week { grid-template-columns: 42px minmax(0, 1fr); color: var(--soft); font-size: 13px; }
.forest div { grid-template: "label plot numbers" / 110px minmax(0, 1fr) 220px; column-gap: 12px; }
.forest svg { grid-area: plot; }
.forest .numbers { grid-area: numbers; text-align: right; font-variant-numeric: tabular-nums; }
.interval { stroke: var(--quiet); fill: var(--quiet); stroke-width: 2; }
.interval.main { stroke: var(--accent); fill: var(--accent); stroke-width: 3; }
.interval path { fill: none; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 18px; max-width: none; }
@media (max-width: 900px) { .columns { grid-template-columns: minmax(0, 1fr); gap: 24px; } .columns > aside { position: static; order: -1; } .frame { max-height: 60vh; } }
@media (max-width: 600px) { main, .masthead, footer { padding-left: 16px; padding-right: 16px; } h1 { font-size: 27px; } table { font-size: 14px; } th, td { padding-right: 10px; } td.number, th.number { white-space: normal; } .rows { grid-template-columns: minmax(0, 1fr); gap: 2px; } .rows svg { margin-bottom: 6px; } .chart .minor { display: none; }
  .forest div { grid-template: "label numbers" "plot plot" / minmax(0, 1fr) max-content; } }
@media print {
  :root { --paper: #fff; --card: #fff; --ink: #111; --soft: #444; --line: #ccc; --code: #f5f5f5; --error: #b3261e; --warning: #8f5b00; --info: #2c5f9e; --good: #1c7044; --accent: #24476b; }
  @page { size: A4; margin: 16mm 14mm; }
  body { font-size: 10.5pt; } h1 { font-size: 20pt; } h2, .nested h3 { break-after: avoid; margin-top: 22pt; }
  main, .masthead, footer { padding-left: 0; padding-right: 0; max-width: none; }
  .columns { display: block; } .columns > aside { position: static; margin-bottom: 18pt; }
  .frame { max-height: none; overflow: visible; } .jump { display: none; } pre code { white-space: pre-wrap; overflow-wrap: anywhere; }
}
`;
