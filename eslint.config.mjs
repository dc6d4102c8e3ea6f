import js from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist', 'coverage', 'data', 'test/package/consumer', 'examples/legacy-hospital', '**/*.mjs'] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // An async method without await still turns what it throws into a rejection, as its interface promises.
      '@typescript-eslint/require-await': 'off',
      // Interfaces of plain functions are written as methods here; destructuring them is how they are used.
      '@typescript-eslint/unbound-method': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
    },
  },
  {
    // Nest needs the classes of injected parameters at run time.
    files: [
      '**/*.{service,controller,repository,module,filter,adapter}.ts',
      'src/fhir/service/**',
      'src/fhir/plugin/hooks.ts',
    ],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },
  { files: ['bench/**', 'scripts/**'], rules: { 'no-console': 'off' } },
  {
    files: ['**/*.spec.ts', '**/*.e2e-spec.ts', 'test/**'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      // How long something took proves nothing on a busy machine: count work (`test/support/counted-work.ts`), or write a bench.
      'no-restricted-properties': ['error', { object: 'performance', property: 'now' }],
    },
  },
);
