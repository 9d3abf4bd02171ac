import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', 'fixtures/**/*.html'] },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/dot-notation': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_', argsIgnorePattern: '^_' }],
      'max-lines': ['error', { max: 300, skipComments: false }],
      complexity: ['error', 20],
      'no-console': 'error',
    },
  },
  {
    // Typed arrays and fixed tables of 168 hours: an index inside its loop's bounds is not undefined.
    files: ['src/stats/**', 'src/schedule/**', 'src/backtest/**'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['bench/**', 'scripts/**', 'fixtures/**', 'test/**', 'rules/**/*.test.ts'],
    rules: { 'no-console': 'off', '@typescript-eslint/no-non-null-assertion': 'off', 'max-lines': 'off', complexity: 'off' },
  },
  {
    files: ['rules/**/rule.ts', 'src/{campaign,language,audience,warehouse,rule,config,engine,stats,schedule,report}/**'],
    ignores: ['src/**/{load,read,write,open}-*.ts', 'src/warehouse/**'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ group: ['node:fs', 'node:fs/*', 'node:http', 'node:https', 'node:net', 'node:child_process'], message: 'Files, network and processes belong to the edge: load-*, read-*, write-*, warehouse/, cli/.' }] }],
      'no-restricted-properties': ['error', { object: 'Date', property: 'now', message: 'Pass the clock in: context.now.' }, { object: 'Math', property: 'random', message: 'Pass a seed in.' }],
    },
  },
);
