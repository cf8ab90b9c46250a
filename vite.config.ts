// How the page is built, served and unit-tested. What is built beside its scripts is build/'s: the
// Content-Security-Policy (the development server, which needs inline scripts, has none), the headers,
// the service worker and the notices. The embeds and the element are built by modes of their own, beside
// the page.
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig, type ViteUserConfig } from 'vitest/config';
import { hosting } from './build/hosting.ts';
import { gatherNotices } from './build/notices.ts';
import { preloads } from './build/preloads.ts';
import { serviceWorker } from './build/serviceWorker.ts';
import { smallerScripts } from './build/smallerScripts.ts';
import { browserLaunch } from './e2e/findBrowser.ts';
import { elementConfig } from './vite.element.ts';
import { embedConfig, embedLearnConfig } from './vite.embed.ts';

const root = import.meta.dirname;
const notices = gatherNotices(root);
const preloading = preloads();

const FIELDS =
  /\/src\/ui\/(Segmented|Select|Slider|sliderScale|Switch|NumberField|TypedInput|typedValue|useTypedValue|ResetButton|Details|Section|cssVariables)\b/;

/** Keys and statements: what several parts say that no first picture waits for. */
const WORDS =
  /\/src\/(app\/keyBindings|mqtt\/rules|store\/eventPicks|views\/picture\/(showInspector|PacketActions)|views\/log\/causeWords|views\/controls\/(useChoice|dropText))\./;
/** Links and settings, with what checks them. */
const LINKS =
  /\/src\/scenario\/(link\w*|setting|settings|\w+Settings|parse|limits|\w+Schema|variants|variantLabel|packetTypes|scenario|patternChanges|givenSettings|resends)\.|\/src\/mqtt\/(topic\/topicMatch|packets\/encodedLength)\.|\/node_modules\/valibot\//;
/** Counting and its words: columns of Simulate and of Compare. */
const FIGURES =
  /\/src\/(store\/(counters|traceCursor)|views\/counters\/(counterText|bins)|trace\/(metrics|samples|histogram|levelCount|patternCount|ndjson)|base\/(cloneGraph|random))\./;
/** What applications make of what they are told: columns of Simulate, lanes of Compare, and advice. */
const USE_CASES = /\/src\/(usecases\/|store\/runApplications\.)/;
/** Sentences about what no first visit's runs have: losses, faults, who comes back. */
const NARRATION = /\/src\/trace\/(narration|lostMessages|faults|connecting)\./;
/** Drawing charts, in Compare and the Lab, with the library that does it. */
const CHARTS =
  /\/src\/views\/charts\/(?!chartImage\.)|\/node_modules\/(@visx|d3-[a-z-]+|internmap|classnames)\//;
/** Settings by name as fields: in Compare and the Lab. */
const SETTING_FIELDS =
  /\/src\/(views\/compare\/(SettingField|settingValue|Compare\.module)|scenario\/changedSettings)\b/;
/** What theory says: Compare's rule of thumb, and the Lab. */
const THEORY = /\/src\/trace\/closedForms\./;
const PROFILES =
  /\/src\/(scenario\/(profiles|describeCommand|sayNetwork)|views\/controls\/ProfileChoice)\./;

const appConfig: ViteUserConfig = {
  base: './',
  plugins: [
    react(),
    hosting(),
    preloading.plugin,
    notices.gather(),
    smallerScripts(),
    serviceWorker(root, notices),
    notices.write('THIRD-PARTY-NOTICES.txt'),
  ],
  worker: {
    format: 'es',
    plugins: () => [notices.gather()],
    // One chunk for each part of the engine, so that each has its own budget (package.json).
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'capture',
              test: /\/src\/(exports\/|worker\/capturing\.)/,
              priority: 1,
              includeDependenciesRecursively: false,
            },
            { name: 'client', test: /\/src\/mqtt\/client\// },
            { name: 'protocol', test: /\/src\/mqtt\/(?!codec)/ },
            { name: 'network', test: /\/src\/network\// },
            {
              name: 'comparison',
              test: /\/src\/(worker\/runComparison|trace\/(firstDifference|messageEnds))\.ts/,
              priority: 1,
              includeDependenciesRecursively: false,
            },
            {
              name: 'samples',
              test: /\/src\/(trace\/(samples|histogram)|base\/cloneGraph)\.ts/,
              priority: 1,
              includeDependenciesRecursively: false,
            },
            {
              name: 'counting',
              test: /\/src\/trace\/(metrics|levelCount|summary|patternCount)\.ts/,
            },
            { name: 'history', test: /\/src\/(trace|base)\// },
            {
              name: 'commands',
              test: /\/src\/sim\/(interventions|faults|flapping|joining|delays)\.ts/,
            },
            // Many runs are the Lab's, and come with it.
            { name: 'world', test: /\/src\/sim\/(?!explore\/|sweep\/|simulate\.)/ },
          ],
        },
      },
    },
  },
  build: {
    target: 'es2022',
    // A font or image inlined as data: would be refused by the policy above.
    assetsInlineLimit: 0,
    modulePreload: preloading.modulePreload,
    // Presets apart, which are text and grow by themselves; what is typed and chosen with, which no first
    // visit needs; and what else several chunks need in one.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'usecasepresets',
              test: /\/scenario\/presets\/useCase/,
              priority: 2,
              includeDependenciesRecursively: false,
            },
            {
              name: 'presets',
              test: /\/src\/scenario\/presets\/(?!preset\.|steps\.)/,
              priority: 1,
              includeDependenciesRecursively: false,
            },
            // Both without what they need, which the first picture needs too.
            {
              name: 'profiles',
              test: PROFILES,
              priority: 1,
              includeDependenciesRecursively: false,
            },
            { name: 'fields', test: FIELDS, priority: 1, includeDependenciesRecursively: false },
            { name: 'links', test: LINKS, priority: 1, includeDependenciesRecursively: false },
            {
              name: 'usecases',
              test: USE_CASES,
              priority: 1,
              includeDependenciesRecursively: false,
            },
            {
              name: 'lab',
              test: /\/src\/lab\/(?!sweepFiles\.|sweepRecord\.|sweepCommand\.)/,
              priority: 1,
              includeDependenciesRecursively: false,
            },
            // What several parts of the Lab need, and nothing else does.
            {
              name: 'labparts',
              test: /\/src\/views\/lab\//,
              minShareCount: 2,
              priority: 1,
              includeDependenciesRecursively: false,
            },
            // What is done when something happens: the transport's, and the course disarms it.
            {
              name: 'when',
              test: /\/src\/store\/when\./,
              priority: 1,
              includeDependenciesRecursively: false,
            },
            // What is taught: facts, and their texts.
            {
              name: 'lessontexts',
              test: /\/src\/lessons\/en\//,
              priority: 2,
              includeDependenciesRecursively: false,
            },
            {
              name: 'lessons',
              test: /\/src\/lessons\//,
              priority: 1,
              includeDependenciesRecursively: false,
            },
            {
              name: 'chartImage',
              test: /\/src\/views\/charts\/chartImage\./,
              priority: 1,
              includeDependenciesRecursively: false,
            },
            { name: 'charts', test: CHARTS, priority: 1, includeDependenciesRecursively: false },
            { name: 'theory', test: THEORY, priority: 1, includeDependenciesRecursively: false },
            {
              name: 'settingfields',
              test: SETTING_FIELDS,
              priority: 1,
              includeDependenciesRecursively: false,
            },
            {
              name: 'share',
              test: /\/src\/(app\/share\/(?!exportRun)|scenario\/scenarioFile\.)/,
              priority: 1,
              includeDependenciesRecursively: false,
            },
            // The embed's dialog. A name with “embed” would be none of the service worker's.
            {
              name: 'authoring',
              test: /\/src\/(app\/authoring\/|element\/|exports\/(snippets|embed\w+)\.|store\/(besideRun|runEnd)\.)/,
              priority: 2,
              includeDependenciesRecursively: false,
            },
            {
              name: 'exports',
              test: /\/src\/exports\//,
              priority: 1,
              includeDependenciesRecursively: false,
            },
            // What sheets and dialogs stand on, and the address: no first picture waits for either.
            // The setting as code, when it is asked for; its button stands with what opens dialogs.
            {
              name: 'code',
              test: /\/src\/(lessons\/code\/|lessons\/en\/libraries\.|views\/code\/(?!InYourCode)|scenario\/heard\.)/,
              priority: 3,
              includeDependenciesRecursively: false,
            },
            {
              name: 'dialogs',
              test: /\/src\/(ui\/(Dialog|download|copyText)\b|views\/code\/InYourCode)/,
              priority: 1,
              includeDependenciesRecursively: false,
            },
            {
              name: 'addressBar',
              test: /\/src\/app\/(addressBar|replaceHash)\./,
              priority: 1,
              includeDependenciesRecursively: false,
            },
            { name: 'figures', test: FIGURES, priority: 1, includeDependenciesRecursively: false },
            { name: 'words', test: WORDS, priority: 1, includeDependenciesRecursively: false },
            {
              name: 'narration',
              test: NARRATION,
              priority: 1,
              includeDependenciesRecursively: false,
            },
            { name: 'shared', minShareCount: 2 },
          ],
        },
      },
    },
  },
  preview: { host: '127.0.0.1' },
  test: {
    testTimeout: 20_000,
    reporters: ['default', ['json', { outputFile: 'test-results/unit.json' }]],
    coverage: { provider: 'v8', include: ['src/**/*.{ts,tsx}'], exclude: ['src/testing/**'] },
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['src/**/*.test.{ts,tsx}'],
          exclude: ['src/**/*.browser.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'chromium',
          include: ['src/**/*.browser.test.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: browserLaunch() }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
};

/** What `vite build --mode NAME` builds; the application without one. */
const CONFIGS: Readonly<Record<string, ViteUserConfig>> = {
  embed: embedConfig,
  'embed-learn': embedLearnConfig,
  element: elementConfig,
};

export default defineConfig(({ mode }) => CONFIGS[mode] ?? appConfig);
