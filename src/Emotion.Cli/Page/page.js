// @ts-check
// The page of `emotion up`: drop clips, watch them travel, look at the table. It knows nothing but the HTTP functions of docs/api.md.

/** @typedef {{clip: string, corpus: string, path: string, status: string, emotion: string?, confidence: number?, uncertain: boolean?, probabilities: Record<string, number>?, reason: string?, detail: string?, durationSeconds: number?, sampleRate: number?, channels: number?, featureSet: string?, modelVersion: string?, processedAt: string}} Result */
/** @typedef {{startSeconds: number, endSeconds: number, emotion: string, confidence: number, uncertain: boolean?}} Segment */
/** @typedef {{clip: string, state: string, bytes: number?, result: Result?, segments: Segment[]}} ClipView */
/** @typedef {{clips: number, statuses: Record<string, number>, emotions: Record<string, number>, corpora: Record<string, number>, uncertain: number, queued: number}} Summary */
/** @typedef {{name: string, stage: 'chosen' | 'uploading' | 'waiting' | 'ended' | 'refused', share: number, file: File?, result: Result?, why: string, line: HTMLLIElement}} Travel */

const emotions = ['angry', 'calm', 'disgust', 'fear', 'happy', 'neutral', 'sad', 'surprise'];
const audioFile = /\.(wav|flac|mp3|ogg|opus|m4a|aac|webm)$/i;
const atOnce = 4; // requests of one kind
const rowsInPage = 50;

/** @template {HTMLElement} T @param {string} id @returns {T} */
const byId = id => /** @type {T} */ (document.getElementById(id));

/** An element with properties and children. @param {string} tag @param {Record<string, any>} [properties] @param {...(Node | string)} children @returns {any} */
function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/** @param {string} tag @param {Record<string, string | number>} attributes @param {...Node} children */
function drawing(tag, attributes, ...children) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
}

/** @param {number} share */
const percent = share => `${Math.round(100 * share)} %`;

/** @param {number} count @param {string} one @param {string} [many] */
const counted = (count, one, many = `${one}s`) => `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** @param {number} seconds */
function clock(seconds) {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** @param {string} message */
const announce = message => { byId('news').textContent = message; };

// Asking

/** What went wrong, in a sentence. */
class Trouble extends Error {}

const noAnswer = 'The pipeline does not answer. Is emotion up still running in its terminal?';

/** @param {string | null} sentence */
function tellTrouble(sentence) {
  const place = byId('trouble');
  if (place.textContent !== (sentence ?? '')) place.textContent = sentence ?? '';
  place.hidden = !sentence;
}

/** Asks for JSON. @param {string} address @returns {Promise<any>} Null for what is not there. */
async function ask(address) {
  let answer;
  try {
    answer = await fetch(address);
  } catch {
    throw new Trouble(noAnswer);
  }
  const body = await answer.json().catch(() => ({ error: `HTTP ${answer.status}` }));
  if (byId('trouble').textContent === noAnswer) tellTrouble(null);
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Trouble(body.error);
  return body;
}

/** By parameter, since a name may hold any character. @param {string} kind @param {string} name */
const addressOf = (kind, name) => `/api/${kind}?name=${encodeURIComponent(name)}`;

/** Runs now and then: soon after something happened, ever more rarely while nothing does, and not at all while nobody looks. */
class Rhythm {
  /** @param {() => Promise<boolean>} work Says whether something happened. @param {number} soon @param {number} late In milliseconds. */
  constructor(work, soon, late) {
    this.work = work;
    this.soon = soon;
    this.late = late;
    this.wait = soon;
    this.timer = /** @type {number | undefined} */ (undefined);
    this.running = false;
    document.addEventListener('visibilitychange', () => { if (!document.hidden) this.hurry(); });
  }

  hurry() {
    this.wait = this.soon;
    if (!this.running) this.plan();
  }

  plan() {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.run(), this.wait);
  }

  async run() {
    if (document.hidden) return;
    this.running = true;
    const started = performance.now();
    let happened = false;
    try {
      happened = await this.work();
    } catch (trouble) {
      if (!(trouble instanceof Trouble)) throw trouble;
      tellTrouble(trouble.message);
    } finally {
      this.running = false;
    }
    const cost = 5 * (performance.now() - started); // a large table is asked more rarely
    this.wait = Math.max(cost, happened ? this.soon : Math.min(1.5 * this.wait, this.late));
    this.plan();
  }
}

// Clips on their way

/** @type {Map<string, Travel>} */
const travels = new Map();
let uploading = 0;
let turn = 0;

/** @param {{file: File, path: string}[]} found */
function send(found) {
  const corpus = /** @type {HTMLInputElement} */ (byId('corpus')).value.trim();
  if (!corpus || corpus.includes('/')) {
    tellTrouble('Name a corpus first, without a slash.');
    byId('corpus').focus();
    return;
  }
  tellTrouble(null);
  localStorage.setItem('corpus', corpus);
  const clips = found.filter(({ path }) => audioFile.test(path));
  for (const { file, path } of clips) {
    const name = `${corpus}/${path}`;
    travels.get(name)?.line.remove();
    const travel = /** @type {Travel} */ ({ name, stage: 'chosen', share: 0, file, result: null, why: '', line: element('li') });
    travels.set(name, travel);
    byId('clips').append(travel.line);
    show(travel);
  }
  const others = found.length - clips.length;
  if (!clips.length) {
    tellTrouble('None of this is a clip, by its name.');
    return;
  }
  announce(`${counted(clips.length, 'clip')} to upload${others ? `; ${counted(others, 'other file')} left out` : ''}.`);
  countTravels();
  uploadNext();
}

function uploadNext() {
  for (const travel of travels.values()) {
    if (uploading >= atOnce) return;
    if (travel.stage === 'chosen') upload(travel);
  }
}

/** @param {Travel} travel */
function upload(travel) {
  uploading++;
  travel.stage = 'uploading';
  show(travel);
  const request = new XMLHttpRequest(); // fetch tells no progress
  request.upload.onprogress = e => { travel.share = e.total ? e.loaded / e.total : 0; show(travel); };
  request.onloadend = () => {
    uploading--;
    travel.file = null;
    /** @type {any} */
    let answer = null;
    try { answer = JSON.parse(request.responseText); } catch { /* not from the function app */ }
    if (request.status === 200 || request.status === 202) arrived(travel, answer);
    else refuse(travel, answer?.error ?? 'The upload broke off. Drop the clip again.');
    uploadNext();
    following.hurry();
  };
  request.open('POST', addressOf('clips', travel.name));
  request.setRequestHeader('Content-Type', 'application/octet-stream');
  request.send(travel.file);
}

/** @param {Travel} travel @param {string} why */
function refuse(travel, why) {
  travel.stage = 'refused';
  travel.why = why;
  show(travel);
  announce(`${travel.name} was not uploaded. ${why}`);
  countTravels();
}

/** @param {Travel} travel @param {ClipView} view @returns {boolean} Whether it has ended. */
function arrived(travel, view) {
  travel.stage = view.state === 'Waiting' ? 'waiting' : 'ended';
  travel.result = view.result;
  show(travel);
  if (travel.stage === 'ended') announce(`${travel.name}: ${outcome(/** @type {Result} */ (view.result))}.`);
  countTravels();
  return travel.stage === 'ended';
}

/** Asks after the clips that wait longest, a few at a time, each in its turn. */
async function follow() {
  const waiting = [...travels.values()].filter(travel => travel.stage === 'waiting');
  if (!waiting.length) return false;
  const from = turn % waiting.length;
  const few = [...waiting.slice(from), ...waiting.slice(0, from)].slice(0, 2 * atOnce);
  turn += few.length;
  const ended = await Promise.all(few.map(async travel => {
    const view = await ask(addressOf('clips', travel.name));
    return view ? arrived(travel, view) : (refuse(travel, 'It was deleted.'), true);
  }));
  if (ended.includes(true)) watching.hurry();
  return ended.includes(true);
}

/** @param {Travel} travel */
function show(travel) {
  const { stage, result, name } = travel;
  const isScored = result?.status === 'Scored';
  const steps = /** @type {[string, string][]} */ ({
    chosen: [['', 'uploaded'], ['', 'scored']],
    uploading: [['now', `uploading ${percent(travel.share)}`], ['', 'scored']],
    waiting: [['done', 'uploaded'], ['now', 'waiting for its score']],
    ended: [['done', 'uploaded'], [isScored ? 'done' : 'bad', `${isScored ? 'scored: ' : ''}${result ? outcome(result) : ''}`]],
    refused: [['bad', 'not uploaded']],
  }[stage]);
  const title = stage === 'ended' ? element('button', { type: 'button', className: 'link', textContent: name, onclick: () => open(name) }) : element('span', { textContent: name });
  const hadFocus = travel.line.contains(document.activeElement);
  travel.line.replaceChildren(title, element('span', { className: 'steps' }, ...steps.map(([className, textContent]) => element('span', { className, textContent }))));
  if (hadFocus) title.focus();
  const why = result?.detail ?? travel.why;
  if (why) travel.line.append(element('span', { className: 'why', textContent: why }));
}

function countTravels() {
  const stages = [...travels.values()].map(travel => travel.stage);
  const ended = stages.filter(stage => stage === 'ended' || stage === 'refused').length;
  byId('travel').hidden = !stages.length;
  byId('travel-counts').textContent = ended === stages.length ? `${counted(ended, 'clip')}, all done` : `${ended} of ${counted(stages.length, 'clip')} done`;
  /** @type {HTMLButtonElement} */ (byId('forget')).disabled = !ended;
}

/** The files of what was dropped, folders included. @param {DataTransfer} dropped @returns {Promise<{file: File, path: string}[]>} */
async function filesOf(dropped) {
  const items = [...dropped.items].map(item => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() })); // now: the list is empty after the first wait
  const found = /** @type {{file: File, path: string}[]} */ ([]);
  /** @param {any} entry */
  const walk = async entry => {
    if (entry.isFile) {
      found.push({ file: await new Promise((resolve, reject) => entry.file(resolve, reject)), path: entry.fullPath.slice(1) });
      return;
    }
    const reader = entry.createReader();
    for (let some; (some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject))).length;)
      for (const inner of some) await walk(inner);
  };
  for (const { entry, file } of items) {
    if (entry) await walk(entry);
    else if (file) found.push({ file, path: file.name });
  }
  return found;
}

// The table

/** @type {(string | null)[]} Where each page up to this one began. */
let pages = [null];
/** @type {string | null} */
let next = null;
let shownRows = '';
let shownCounts = '';

/** @param {Result} result */
const outcome = result => result.emotion ? `${result.emotion} ${percent(result.confidence ?? 0)}${result.uncertain ? ' ?' : ''}` : `${result.status}: ${result.reason}`;

function filters() {
  const form = new FormData(/** @type {HTMLFormElement} */ (byId('filters')));
  const asked = new URLSearchParams();
  for (const [name, value] of form) if (value) asked.set(name, String(value));
  const corpus = asked.get('corpus');
  if (corpus && asked.has('prefix')) asked.set('prefix', `${corpus}/${asked.get('prefix')}`); // the table's names begin with the corpus
  if (asked.has('minConfidence')) asked.set('minConfidence', String(Number(asked.get('minConfidence')) / 100));
  return asked;
}

async function loadRows() {
  const asked = filters();
  /** @type {HTMLAnchorElement} */ (byId('csv')).href = `/api/results?${new URLSearchParams([...asked, ['format', 'csv']])}`;
  asked.set('limit', String(rowsInPage));
  const after = pages[pages.length - 1];
  if (after) asked.set('after', after);
  const page = /** @type {{results: Result[], next: string?}} */ (await ask(`/api/results?${asked}`) ?? { results: [], next: null });
  next = page.next;
  /** @type {HTMLButtonElement} */ (byId('previous')).disabled = pages.length === 1;
  /** @type {HTMLButtonElement} */ (byId('next')).disabled = !next;
  const text = JSON.stringify(page.results);
  if (text === shownRows) return;
  shownRows = text;
  const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.clip : undefined;
  byId('rows').replaceChildren(...page.results.map(row), ...(page.results.length ? [] : [element('tr', {}, element('td', { className: 'left', colSpan: 4, textContent: 'No row fits. Drop a clip above, or ask for less.' }))]));
  if (focused) [...document.querySelectorAll('button')].find(button => button.dataset.clip === focused)?.focus();
}

/** @param {Result} result */
function row(result) {
  const name = element('button', { type: 'button', className: 'link', textContent: result.clip, onclick: () => open(result.clip) });
  name.dataset.clip = result.clip;
  return element('tr', {},
    element('th', { scope: 'row' }, name),
    element('td', { className: 'left' }, element('span', { className: result.emotion ? '' : 'bad', textContent: result.emotion ?? `${result.status}: ${result.reason}` })),
    element('td', {}, ...(result.confidence === null ? [] : [bar(result.confidence, 'bar gauge'), element('span', { className: 'number', textContent: `${result.uncertain ? '? ' : ''}${percent(result.confidence)}` })])),
    element('td', { className: 'roomy', textContent: result.durationSeconds === null ? '' : lengthOf(result.durationSeconds) }));
}

/** @param {number} seconds */
const lengthOf = seconds => seconds < 60 ? `${seconds.toFixed(1)} s` : clock(seconds);

/** @param {number} share @param {string} [className] */
const bar = (share, className = 'bar') => drawing('svg', { class: className, viewBox: '0 0 100 10', preserveAspectRatio: 'none', 'aria-hidden': 'true' }, drawing('rect', { class: 'fill', width: (100 * share).toFixed(2), height: 10 }));

async function loadCounts() {
  const summary = /** @type {Summary?} */ (await ask('/api/summary'));
  if (!summary) return false;
  const { Scored = 0, Rejected = 0, Failed = 0 } = summary.statuses;
  const parts = [`${Scored.toLocaleString('en')} scored${summary.uncertain ? ` (${summary.uncertain.toLocaleString('en')} uncertain)` : ''}`];
  if (Rejected) parts.push(`${Rejected.toLocaleString('en')} rejected`);
  if (Failed) parts.push(`${Failed.toLocaleString('en')} failed`);
  if (summary.queued) parts.push(`about ${summary.queued.toLocaleString('en')} in the queue`);
  byId('counts').textContent = summary.clips || summary.queued ? `${counted(summary.clips, 'clip')}: ${parts.join(', ')}.` : 'No clips yet. Drop some below.';
  const corpora = Object.keys(summary.corpora);
  const select = /** @type {HTMLSelectElement} */ (document.querySelector('[name=corpus]'));
  if (corpora.join('\n') !== [...select.options].slice(1).map(option => option.value).join('\n')) {
    const chosen = select.value;
    select.replaceChildren(select.options[0], ...corpora.filter(Boolean).map(name => element('option', { textContent: name })));
    select.value = corpora.includes(chosen) ? chosen : '';
    byId('corpora').replaceChildren(...corpora.filter(Boolean).map(name => element('option', { value: name })));
  }
  const text = JSON.stringify(summary);
  const changed = text !== shownCounts;
  shownCounts = text;
  return changed;
}

/** @param {(string | null)[]} to */
async function turnTo(to) {
  pages = to;
  await loadRows().catch(trouble => tellTrouble(trouble.message));
}

// One clip

/** @param {string} name */
async function open(name) {
  const view = /** @type {ClipView?} */ (await ask(addressOf('clips', name)).catch(trouble => (tellTrouble(trouble.message), null)));
  if (!view) return;
  byId('detail-name').textContent = name;
  byId('detail-body').replaceChildren(...detail(view));
  /** @type {HTMLDialogElement} */ (byId('detail')).showModal();
}

/** @param {ClipView} view */
function detail(view) {
  const { result } = view;
  /** @type {HTMLAudioElement?} */
  const audio = view.bytes === null ? null : element('audio', { controls: true, preload: 'metadata', src: addressOf('audio', view.clip) });
  audio?.setAttribute('aria-label', `The clip ${view.clip}`);
  const parts = /** @type {Node[]} */ ([audio ?? element('p', { textContent: 'The clip itself was deleted; its row is left.' })]);
  if (!result) parts.push(element('p', { textContent: 'It waits for its score.' }));
  else if (!result.emotion) parts.push(element('p', {}, element('strong', { className: 'bad', textContent: `${result.status}: ${result.reason}. ` }), result.detail ?? ''));
  if (result?.probabilities) parts.push(...probabilities(result));
  if (view.segments.length) parts.push(...timeline(view.segments, audio));
  if (result) parts.push(element('h3', { textContent: 'Facts' }), facts(result));
  return parts;
}

/** @param {Result} result */
function probabilities(result) {
  const sorted = Object.entries(result.probabilities ?? {}).sort((one, other) => other[1] - one[1]);
  const rows = sorted.map(([label, share]) => element('tr', {},
    element('th', { scope: 'row', textContent: label }), element('td', { textContent: percent(share) }), element('td', { className: 'wide' }, bar(share))));
  return [
    element('h3', { textContent: `Probabilities: ${outcome(result)}` }),
    ...(result.uncertain ? [element('p', { className: 'hint', textContent: 'The model is not sure: its confidence lies below the limit on its card.' })] : []),
    element('table', {}, element('thead', { className: 'unseen' }, element('tr', {}, ...['Emotion', 'Probability', 'As a bar'].map(textContent => element('th', { scope: 'col', textContent })))), element('tbody', {}, ...rows)),
  ];
}

/** Windows overlap: each gets the part that lies nearest to it. @param {Segment[]} segments @returns {Segment[]} */
const sideBySide = segments => segments.map((segment, i) => ({
  ...segment,
  startSeconds: Math.max(segment.startSeconds, ((segments[i - 1]?.endSeconds ?? 0) + segment.startSeconds) / 2),
  endSeconds: Math.min(segment.endSeconds, ((segments[i + 1]?.startSeconds ?? Infinity) + segment.endSeconds) / 2),
}));

/** Windows side by side, as high as they are sure; and, for the keyboard, the passages of one emotion. @param {Segment[]} segments @param {HTMLAudioElement?} audio */
function timeline(segments, audio) {
  const parts = sideBySide(segments);
  const end = parts[parts.length - 1].endSeconds;
  /** @param {number} seconds */
  const play = seconds => { if (audio) { audio.currentTime = seconds; audio.play().catch(() => { /* a format that this browser does not know */ }); } };
  const windows = parts.map(segment => drawing('rect', {
    class: `${segment.emotion}${segment.uncertain ? ' unsure' : ''}`,
    x: segment.startSeconds, width: Math.max(segment.endSeconds - segment.startSeconds, end / 2000), y: 1 - segment.confidence, height: segment.confidence,
  }));
  const picture = drawing('svg', { class: 'timeline', viewBox: `0 0 ${end} 1`, preserveAspectRatio: 'none', 'aria-hidden': 'true' }, ...windows);
  picture.addEventListener('click', e => play((/** @type {MouseEvent} */ (e).offsetX / picture.clientWidth) * end));
  const used = emotions.filter(label => segments.some(segment => segment.emotion === label));
  const runs = /** @type {{emotion: string, start: number, end: number, windows: number}[]} */ ([]);
  for (const { emotion, startSeconds, endSeconds } of parts) {
    const last = runs[runs.length - 1];
    if (last?.emotion === emotion && last.end > startSeconds - 0.01) { last.end = endSeconds; last.windows++; } else runs.push({ emotion, start: startSeconds, end: endSeconds, windows: 1 });
  }
  const frame = element('div', { className: 'frame runs', tabIndex: 0 }, element('table', {},
    element('caption', { textContent: 'Passages of one emotion. From plays them.' }),
    element('thead', {}, element('tr', {}, ...['Emotion', 'From', 'To', 'Windows'].map(textContent => element('th', { scope: 'col', textContent })))),
    element('tbody', {}, ...runs.map(run => element('tr', {},
      element('th', { scope: 'row', textContent: run.emotion }),
      element('td', {}, element('button', { type: 'button', className: 'link', textContent: clock(run.start), ariaLabel: `Play from ${clock(run.start)}`, disabled: !audio, onclick: () => play(run.start) })),
      element('td', { textContent: clock(run.end) }), element('td', { textContent: String(run.windows) }))))));
  frame.setAttribute('role', 'region');
  frame.setAttribute('aria-label', 'Passages of one emotion');
  return [
    element('h3', { textContent: `Timeline: ${counted(segments.length, 'window')} in ${clock(end)}` }), picture,
    element('div', { className: 'axis', ariaHidden: 'true' }, element('span', { textContent: '0:00' }), element('span', { textContent: clock(end / 2) }), element('span', { textContent: clock(end) })),
    element('ul', { className: 'legend' }, ...used.map(label => element('li', {}, drawing('svg', { viewBox: '0 0 1 1', 'aria-hidden': 'true' }, drawing('rect', { class: label, width: 1, height: 1 })), label))),
    element('p', { className: 'hint', textContent: 'The higher, the surer; pale where the model is not sure.' }), frame,
  ];
}

/** @param {Result} result */
function facts(result) {
  const known = /** @type {[string, string?][]} */ ([
    ['Length', result.durationSeconds === null ? null : lengthOf(result.durationSeconds)],
    ['Sound', result.sampleRate === null ? null : `${result.sampleRate} Hz, ${counted(result.channels ?? 1, 'channel')}`],
    ['Model', result.modelVersion], ['Features', result.featureSet], ['Row made', `${result.processedAt.slice(0, 19).replace('T', ' ')} UTC`],
  ]);
  return element('dl', {}, ...known.filter(([, value]) => value).flatMap(([name, value]) => [element('dt', { textContent: name }), element('dd', { textContent: value })]));
}

// Wiring

const following = new Rhythm(follow, 400, 5_000);
const watching = new Rhythm(async () => { const changed = await loadCounts(); if (changed) await loadRows(); return changed; }, 1_000, 30_000);

const drop = byId('drop');
for (const kind of ['dragenter', 'dragover']) drop.addEventListener(kind, e => { e.preventDefault(); drop.classList.add('over'); });
drop.addEventListener('dragleave', () => drop.classList.remove('over'));
drop.addEventListener('drop', async e => { e.preventDefault(); drop.classList.remove('over'); if (e.dataTransfer) send(await filesOf(e.dataTransfer)); });
for (const kind of ['dragover', 'drop']) window.addEventListener(kind, e => e.preventDefault()); // a file dropped beside it must not replace the page
for (const [button, input] of [['choose-files', 'files'], ['choose-folder', 'folder']]) {
  const chosen = /** @type {HTMLInputElement} */ (byId(input));
  byId(button).addEventListener('click', () => chosen.click());
  chosen.addEventListener('change', () => { send([...chosen.files ?? []].map(file => ({ file, path: file.webkitRelativePath || file.name }))); chosen.value = ''; });
}
byId('forget').addEventListener('click', () => {
  for (const travel of [...travels.values()].filter(({ stage }) => stage === 'ended' || stage === 'refused')) { travel.line.remove(); travels.delete(travel.name); }
  countTravels();
  byId('choose-files').focus();
});
byId('filters').addEventListener('input', () => turnTo([null]));
byId('filters').addEventListener('submit', e => e.preventDefault());
byId('previous').addEventListener('click', () => turnTo(pages.slice(0, -1)));
byId('next').addEventListener('click', () => turnTo([...pages, next]));
byId('detail').addEventListener('close', () => byId('detail-body').replaceChildren()); // and the sound ends
/** @type {HTMLInputElement} */ (byId('corpus')).value = localStorage.getItem('corpus') ?? 'my-clips';
/** @type {HTMLSelectElement} */ (document.querySelector('[name=emotion]')).append(...emotions.map(label => element('option', { textContent: label })));
loadRows().catch(trouble => tellTrouble(trouble.message));
watching.run();
