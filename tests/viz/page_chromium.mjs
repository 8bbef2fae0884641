// SPDX-License-Identifier: Apache-2.0
// Opens a page that hoego drew in a headless Chromium and uses it: hover, filter, zoom, drag, keys.
//   node tests/viz/page_chromium.mjs PAGE.html [SCREENSHOT.png]
// Exit code 77 (skipped) where no Chromium is installed (chromium-headless-shell, chromium).
import {spawn, spawnSync} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import {resolve} from 'node:path';

const page = process.argv[2];
const browser = ['chromium-headless-shell', 'chromium', 'google-chrome'].find(
    (name) => spawnSync(name, ['--version']).status === 0);
if (!browser) {
  console.log('no Chromium is installed: skipped');
  process.exit(77);
}

const child = spawn(browser, ['--headless', '--no-sandbox', '--disable-gpu',
                              '--remote-debugging-pipe', 'about:blank'],
                    {stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe']});
const waiting = new Map();
const complaints = [];
const requests = [];
let serial = 0;
let pending = '';
child.stdio[4].on('data', (data) => {
  pending += data;
  for (let end; (end = pending.indexOf('\0')) >= 0; pending = pending.slice(end + 1)) {
    const message = JSON.parse(pending.slice(0, end));
    if (message.id) waiting.get(message.id)?.(message);
    if (message.method === 'Runtime.exceptionThrown')
      complaints.push(message.params.exceptionDetails.text);
    if (message.method === 'Log.entryAdded' && message.params.entry.level === 'error')
      complaints.push(message.params.entry.text);
    if (message.method === 'Runtime.consoleAPICalled' && message.params.type === 'error')
      complaints.push(JSON.stringify(message.params.args));
    if (message.method === 'Network.requestWillBeSent') requests.push(message.params.request.url);
  }
});

let session;
const send = (method, params = {}) => new Promise((done, fail) => {
  const id = ++serial;
  waiting.set(id, (m) => m.error ? fail(new Error(method + ': ' + m.error.message)) : done(m.result));
  child.stdio[3].write(JSON.stringify({id, method, params, sessionId: session}) + '\0');
});
const evaluate = async (expression) => {
  const result = await send('Runtime.evaluate', {expression, returnByValue: true});
  if (result.exceptionDetails) throw new Error(result.exceptionDetails.text + ' in ' + expression);
  return result.result.value;
};
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
let failures = 0;
const check = (what, good, seen) => {
  console.log((good ? 'ok    ' : 'FAIL  ') + what + (good ? '' : ': ' + JSON.stringify(seen)));
  if (!good) ++failures;
};

try {
  const {targetId} = await send('Target.createTarget', {url: 'about:blank', width: 1280, height: 800});
  session = (await send('Target.attachToTarget', {targetId, flatten: true})).sessionId;
  for (const domain of ['Page', 'Runtime', 'Log', 'Network']) await send(domain + '.enable');
  await send('Page.navigate', {url: 'file://' + resolve(page)});
  for (let i = 0; i < 100 && await evaluate('document.readyState') !== 'complete'; ++i) await pause(50);

  const spots = await evaluate("document.querySelectorAll('.spot').length");
  check('areas to hover', spots > 0, spots);
  check('a title', (await evaluate('document.title')).length > 0);
  check('the same as a table', await evaluate("document.querySelectorAll('tbody tr').length") > 0);

  const place = await evaluate(`(() => {
    const r = document.querySelector('.spot rect').getBoundingClientRect();
    return {x: r.left + r.width / 2, y: r.top + r.height / 2};
  })()`);
  await send('Input.dispatchMouseEvent', {type: 'mouseMoved', ...place});
  await pause(100);
  const tip = await evaluate("(t => ({shown: getComputedStyle(t).display, text: t.textContent}))(document.getElementById('tip'))");
  check('hover tells', tip.shown === 'block' && tip.text.length > 3, tip);
  const linked = await evaluate(`(() => {
    const s = [...document.querySelectorAll('.spot')].find((s) => s.querySelector('a'));
    return !s || s.dataset.tip.endsWith(s.querySelector('a').getAttribute('href'));
  })()`);
  check('what leads to a post says where', linked);
  if (process.argv[3]) {
    const shot = await send('Page.captureScreenshot', {format: 'png'});
    writeFileSync(process.argv[3], Buffer.from(shot.data, 'base64'));
  }
  await send('Input.dispatchMouseEvent', {type: 'mouseMoved', x: 5, y: 790});
  await pause(100);
  check('and goes away', await evaluate("getComputedStyle(document.getElementById('tip')).display") === 'none');

  const width = () => evaluate("document.querySelector('#picture svg').viewBox.baseVal.width");
  const before = await width();
  await send('Input.dispatchMouseEvent', {type: 'mouseWheel', ...place, deltaX: 0, deltaY: -240});
  await pause(200);
  const zoomed = await width();
  check('the wheel zooms', zoomed < before, [before, zoomed]);
  const left = () => evaluate("document.querySelector('#picture svg').viewBox.baseVal.x");
  const x = await left();
  await send('Input.dispatchMouseEvent', {type: 'mousePressed', button: 'left', ...place});
  await send('Input.dispatchMouseEvent', {type: 'mouseMoved', button: 'left', x: place.x - 60, y: place.y});
  await send('Input.dispatchMouseEvent', {type: 'mouseReleased', button: 'left', x: place.x - 60, y: place.y});
  await pause(100);
  check('dragging moves', await left() > x, [x, await left()]);
  await evaluate("document.getElementById('all').click()");
  check('back to the whole', Math.abs(await width() - before) < 0.01, await width());

  const press = async (key) => {
    const text = key.length === 1 ? key : undefined;
    await send('Input.dispatchKeyEvent', {type: 'keyDown', key, text});
    await send('Input.dispatchKeyEvent', {type: 'keyUp', key});
    await pause(50);
  };
  await evaluate("document.getElementById('picture').focus()");
  await press('+');
  check('the key + zooms', await width() < before, await width());
  const panned = await left();
  await press('ArrowRight');
  check('the arrows move', await left() > panned, [panned, await left()]);
  await press('0');
  check('the key 0 shows the whole', Math.abs(await width() - before) < 0.01, await width());
  await press('Tab');
  const focused = await evaluate(`(() => ({
    spot: document.activeElement.classList.contains('spot'),
    tip: getComputedStyle(document.getElementById('tip')).display,
  }))()`);
  check('Tab reaches an area, which tells', focused.spot && focused.tip === 'block', focused);
  await press('Escape');
  check('Escape ends that', await evaluate("getComputedStyle(document.getElementById('tip')).display") === 'none');
  const links = await evaluate("[...document.querySelectorAll('.spot a')].map((a) => a.getAttribute('href'))");
  check('links are safe', links.every((url) => !/^[a-z]+:/i.test(url) || /^https?:/.test(url)), links);

  const groups = await evaluate("document.querySelectorAll('input[data-group]').length");
  if (groups > 0) {
    const off = await evaluate(`(() => {
      const c = document.querySelector('input[data-group]');
      c.click();
      const hidden = document.querySelectorAll('.spot.off').length;
      const wanted = [...document.querySelectorAll('.spot')]
          .filter((s) => s.dataset.group === c.dataset.group).length;
      c.click();
      return {hidden, wanted, left: document.querySelectorAll('.spot.off').length};
    })()`);
    check('a group can be switched off and on', off.hidden > 0 && off.hidden === off.wanted && off.left === 0, off);
  }

  await evaluate(`(() => {
    const s = document.getElementById('search');
    s.value = document.querySelector('.spot').dataset.tip.split('\\n')[0];
    s.dispatchEvent(new Event('input'));
  })()`);
  const hits = await evaluate("document.querySelectorAll('.spot.hit').length");
  check('the filter finds', hits > 0 && hits <= spots, hits);
  await evaluate("(s => { s.value = 'no such text'; s.dispatchEvent(new Event('input')); })(document.getElementById('search'))");
  check('the filter hides', await evaluate("document.querySelectorAll('.spot:not(.off)').length") === 0);
  check('no complaint on the console', complaints.length === 0, complaints);
  check('nothing asked of the network', requests.every((url) => url.startsWith('file://')), requests);
} catch (error) {
  console.log('FAIL  ' + error.message);
  ++failures;
}
child.kill();
console.log(failures + ' failed');
process.exit(failures === 0 ? 0 : 1);
