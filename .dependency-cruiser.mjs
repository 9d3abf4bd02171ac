/** Who may import whom (docs/design.md, "Layout"). Each comment says what to do instead. */

const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: '^(src|rules)/', pathNot: allowed, dependencyTypesNot: ['npm'] },
});

export default {
  forbidden: [
    { name: 'no-circles', severity: 'error', comment: 'Move what both sides need into the module that owns the noun, and import it from there.', from: {}, to: { circular: true } },
    only('stats-imports-nothing', '^src/stats/', '^src/(stats/|errors)', 'stats/ is arithmetic that knows nothing of email: pass numbers in.'),
    only('campaign-stands-alone', '^src/campaign/', '^src/(campaign/|calendar-day|errors|once|utf-16|config/(validate|nearest-name|json-ranges))', 'A campaign knows its own sources only; what judges it belongs to rules/ or engine/.'),
    only('language-reads-campaigns', '^src/language/', '^src/(language/|campaign/|errors|once)', 'language/ says which language a part speaks; ask it from a rule.'),
    only('network-knows-addresses', '^src/network/', '^src/(network/|campaign/merge/template-tags|errors)', 'network/ asks the web and DNS within limits; what an answer means for a campaign is said by a rule.'),
    only('timing-reads-campaigns', '^src/timing/', '^src/(timing/|campaign/|language/|rule/rule|warehouse/sql|schedule/zones/)', 'timing/ says which words of a campaign are true when; what is wrong is said by a rule.'),
    only('image-text-reads-campaigns', '^src/image-text/', '^src/(image-text/|campaign/|language/|network/network|errors|once)', 'image-text/ says which words a picture holds; what that means is said by a rule.'),
    only('warehouse-knows-no-email', '^src/warehouse/', '^src/(warehouse/|errors|once|utf-16|config/nearest-name|engine/result)', 'warehouse/ runs SQL; what the tables mean belongs to audience/ or schedule/.'),
    only('audience-over-warehouse', '^src/audience/', '^src/(audience/|warehouse/|campaign/(manifest|location|iso-codes|facts/phrases)|language/(country-languages|language-tag)|config/(law-profiles|nearest-name|profiles)|schedule/(zones/|slots/holidays|slots/working-weeks|evidence/machine-agents)|rule/rule|engine/result|errors)', 'audience/ turns tables into recipient_facts; what is wrong with a recipient is said by a rule.'),
    only('rule-is-the-contract', '^src/rule/', '^src/(rule/|campaign/(campaign|location)|network/network|warehouse/sql)', 'rule/ holds types and wording; engines and files stay out of it.'),
    only('rules-stand-alone', '^rules/(?!index)([^/]+/[^/]+)/', '^(src/(rule|campaign|language|image-text|audience|network|timing)/|src/once|src/config/law-profiles|rules/$1/)', 'A rule imports rule/, campaign/, language/, image-text/, audience/, network/ and its own folder, never another rule: move what two rules need into a fact.'),
    only('config-knows-the-contract', '^src/config/', '^src/(config/|rule/|language/language-tag|errors)', 'config/ selects rules; it does not run them.'),
    only('engine-takes-rules-as-argument', '^src/engine/', '^src/(engine/|campaign/|audience/|warehouse/|config/|rule/|errors)', 'engine/ is handed its rules; import rules/ in lint.ts.'),
    only('fix-writes-sources', '^src/fix/', '^src/(fix/|campaign/|engine/result|rule/finding|errors)', 'fix/ writes what findings carry; what is certain is said by a rule.'),
    only('spamd-asks-and-reads', '^src/spamd/', '^src/(spamd/|campaign/campaign|rule/rule|errors)', 'spamd/ carries a message there and a report back; what that means is said by a rule.'),
    only('schedule-over-warehouse', '^src/schedule/', '^src/(schedule/|stats/|warehouse/|audience/|campaign/(manifest|location|load-campaign|campaign)|config/(config|validate|nearest-name|load-config|law-profiles)|engine/result|calendar-day|errors)', 'schedule/ plans from tables; it neither lints nor reports.'),
    only('backtest-over-schedule', '^src/backtest/', '^src/(backtest/|schedule/|stats/|warehouse/|audience/tables|config/load-config|errors)', 'backtest/ judges plans by what happened; how they are made belongs to schedule/.'),
    only('fundraising-over-audience', '^src/fundraising/', '^src/(fundraising/|audience/|stats/|warehouse/|campaign/(manifest|load-campaign|campaign|facts/ask)|config/(config|validate|load-config)|rule/rule|schedule/output/|errors)', 'fundraising/ proposes asks from recipient_facts; it neither lints nor plans.'),
    only('importers-over-warehouse', '^src/importers/', '^src/(importers/|audience/tables|warehouse/|errors)', 'importers/ turns exported files into tables; what is wrong with those is said by rules.'),
    only('audit-counts', '^src/audit/', '^src/(audit/|campaign/file-names|config/validate|engine/result|rule/finding|calendar-day|errors)', 'audit/ finds mails and counts; linting them is done by audit.ts.'),
    only('gate-passes-mail-on', '^src/gate/', '^src/(gate/|errors)', 'gate/ speaks SMTP on both sides; what a message is worth is said by gate.ts.'),
    only('reports-see-results', '^src/report/', '^src/(report/|audit/audit-result|engine/result|backtest/|stats/clustered-totals|fundraising/ask-row|importers/import-result|language/(explain-languages|language-tag)|schedule/(plan|plan-result|learn-result|result)|campaign/(location|positions)|rule/finding|package|preview)', 'A reporter turns a result into text: put what it lacks into the result.'),
    only('cli-through-the-face', '^src/cli/', '^src/(cli/|report/|server/(serve|service-options)|config/nearest-name|campaign/(file-names|read-campaign-files)|warehouse/find-files|index|(asks|audit|backtest|holdout|import|learn|plan)\\.ts$|package|calendar-day|errors|rule/finding|importers/(date-order|export-map))', 'cli/ uses the library as anybody would: export what it needs from index.ts. What does not lint is imported from its own file, since index.ts loads all rules.'),
    { name: 'cli-loads-late', severity: 'error', comment: '`presend --version` loads no engine: import index.ts, or what it exports, inside the command that runs, or types of it.', from: { path: '^src/cli/' }, to: { path: '^src/(index|asks|audit|backtest|holdout|import|learn|plan)\\.ts$', dependencyTypesNot: ['type-only', 'dynamic-import'] } },
    only('server-through-the-face', '^src/server/', '^src/(server/|report/|campaign/(file-names|is-inside)|config/validate|index|package|calendar-day|errors)', 'server/ uses the library as anybody would: export what it needs from index.ts.'),
    { name: 'no-tests-in-the-product', severity: 'error', comment: 'Product code never imports tests, benches or fixtures.', from: { path: '^(src|rules)/', pathNot: '\\.test\\.ts$' }, to: { path: '^(test|bench|fixtures|scripts)/|\\.test\\.ts$' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.test\\.ts$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { conditionNames: ['presend-source', 'import', 'node', 'default', 'types'], exportsFields: ['exports'], extensions: ['.ts', '.js', '.json'] },
  },
};
