// Drives the page in a headless Chromium, as somebody with a clip would, and asks axe-core on the way. Run by PageTests, which says with what.
// What is wrong goes to standard error, a line each; the exit code counts it.

const { CHROME, PACKAGES, PAGE, DROP, PICTURES } = process.env;
const { createRequire } = require('node:module');
const packages = createRequire(PACKAGES + '/');
const puppeteer = packages('puppeteer-core');
const axe = packages('axe-core');

const views = [
  { name: 'desktop-light', width: 1100, height: 900, scheme: 'light' },
  { name: 'desktop-dark', width: 1100, height: 900, scheme: 'dark' },
  { name: 'phone', width: 360, height: 740, scheme: 'light' },
];
const limit = { timeout: 60_000 };
let faults = 0;
const fault = text => { faults++; console.error(text); };

async function run() {
  const browser = await puppeteer.launch({ executablePath: CHROME, headless: 'shell', args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  const page = await browser.newPage();
  page.on('console', message => { if (['error', 'warn'].includes(message.type())) fault(`console: ${message.text()}`); });
  page.on('pageerror', error => fault(`page: ${error.message}`));
  page.on('requestfailed', request => { if (request.resourceType() !== 'media') fault(`request: ${request.url()} ${request.failure()?.errorText}`); });
  await page.goto(PAGE, { waitUntil: 'load' });

  await drop(page);
  await page.waitForFunction(() => /^4 clips, all done$/.test(document.querySelector('#travel-counts').textContent ?? ''), limit);
  await page.waitForSelector('#rows button[data-clip]', limit);
  await page.waitForFunction(() => document.querySelectorAll('#rows button').length === 4, limit);
  const names = await page.$$eval('#rows button', buttons => buttons.map(button => button.dataset.clip).join());
  if (names !== 'dropped/broken.wav,dropped/clip.wav,dropped/day 1/ä #1.wav,dropped/interview.wav') fault(`The rows are of ${names}.`);

  await look(page, 'list');
  await open(page, 'dropped/clip.wav');
  const rows = await page.$$eval('dialog[open] tbody th', cells => cells.length);
  if (rows !== 8) fault(`The clip has ${rows} probabilities.`);
  await look(page, 'clip');
  await close(page);

  await open(page, 'dropped/interview.wav');
  const windows = await page.$$eval('dialog[open] .timeline rect', shapes => shapes.length);
  if (windows < 2) fault(`The timeline has ${windows} windows.`);
  await page.focus('dialog[open] .runs tr:last-child button');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('dialog audio').currentTime > 0, limit);
  await page.$eval('dialog audio', audio => audio.pause());
  await look(page, 'recording');
  await close(page);

  await page.select('[name=status]', 'Failed');
  await page.waitForFunction(() => !document.querySelector('#rows button'), limit);
  const csv = await page.evaluate(async () => (await fetch(document.querySelector('#csv').href)).text());
  if (csv.trim().split('\n').length !== 1) fault(`The CSV of failed clips holds ${csv}`);
  await browser.close();
}

async function open(page, clip) {
  await page.focus(`#rows button[data-clip="${clip}"]`);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('dialog[open] audio')?.duration > 3, limit); // the sound is there
}

async function close(page) {
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => !document.querySelector('dialog').open, limit);
}

/** Files and folders are let go over the drop zone, by the browser itself: a made-up event would hold no folders. */
async function drop(page) {
  await page.$eval('#corpus', input => { input.value = 'dropped'; });
  const zone = await (await page.$('#drop')).boundingBox();
  const devtools = await page.createCDPSession();
  const data = { items: [], files: DROP.split('\n'), dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop']) await devtools.send('Input.dispatchDragEvent', { type, x: zone.x + zone.width / 2, y: zone.y + 10, data });
}

/** In both colour schemes and on a phone: no violations of axe's rules, and nothing that sticks out. */
async function look(page, what) {
  for (const view of views) {
    await page.setViewport({ width: view.width, height: view.height });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: view.scheme }]);
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
    for (const { id, help, nodes } of violations) fault(`axe, ${what}, ${view.name}: ${id}: ${help}: ${nodes.map(node => node.html).join(' ')}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) fault(`${what}, ${view.name}: the page is ${wide} pixels too wide.`);
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/page-${what}-${view.name}.png`, fullPage: what === 'list' });
  }
}

run().catch(error => fault(error.stack)).finally(() => process.exit(Math.min(faults, 100)));
