// The browser tests: Chromium alone, against the built page as `vite preview` serves it. Build
// first. Results and traces go to test-results/, which is not kept.
import { defineConfig } from '@playwright/test';
import { browserLaunch } from './findBrowser.ts';

const origin = 'http://127.0.0.1:4817';

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../test-results/e2e',
  reporter: [['list'], ['json', { outputFile: '../test-results/e2e.json' }]],
  workers: 2,
  fullyParallel: true,
  retries: 0,
  forbidOnly: process.env.CI !== undefined,
  timeout: 150_000,
  // A busy machine is slow, not wrong.
  expect: { timeout: 40_000 },
  use: {
    baseURL: origin,
    browserName: 'chromium',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    // But where a test is about it: each would fetch the whole application once more.
    serviceWorkers: 'block',
    launchOptions: browserLaunch(),
  },
  webServer: {
    command: 'npx vite preview --host 127.0.0.1 --port 4817 --strictPort',
    cwd: '..',
    url: origin,
    reuseExistingServer: false,
  },
});
