// What `npm run bench` asks of Chromium: builds src/worker/bench.worker.ts, runs it in a worker of an
// empty page, and prints its rates as JSON, in the order of the benchmark's cases.
//   tsx e2e/benchEngine.ts RUNS WARM-UPS SHARE
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { browserLaunch } from './findBrowser.ts';

const [runs = 5, warmUps = 2, share = 1] = process.argv.slice(2).map(Number);

const built = await build({
  configFile: false,
  logLevel: 'silent',
  build: {
    write: false,
    modulePreload: false,
    target: 'es2022',
    rolldownOptions: {
      input: join(process.cwd(), 'src', 'worker', 'bench.worker.ts'),
    },
  },
});
const outputs = Array.isArray(built) ? built : [built];
const code = outputs
  .flatMap((one) => ('output' in one ? one.output : []))
  .find((one) => one.type === 'chunk');
if (code === undefined) throw new Error('the worker was not built');

const browser = await chromium.launch(browserLaunch());
try {
  const page = await browser.newPage();
  await page.route('http://bench.test/**', (route) => {
    const isWorker = route.request().url().endsWith('.js');
    const contentType = isWorker ? 'text/javascript' : 'text/html';
    return route.fulfill({ contentType, body: isWorker ? code.code : '' });
  });
  await page.goto('http://bench.test/');
  const rates = await page.evaluate(
    (request) =>
      new Promise<readonly number[]>((resolve, reject) => {
        const worker = new Worker('/worker.js', { type: 'module' });
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = ({ message }) => reject(new Error(message));
        worker.postMessage(request);
      }),
    { runs, warmUps, share },
  );
  process.stdout.write(`${JSON.stringify(rates)}\n`);
} finally {
  await browser.close();
}
