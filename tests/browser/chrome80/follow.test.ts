import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import id from '../../../messages/id.json';
import { counterFor, takeNumber, type Visit } from '../crowd';
import { OwnHall } from '../hall';
import { Chrome80, type Phone } from './phone';

const mall = 'sepi';
const service = 'disdukcapil-01';

let hall: OwnHall;
let chrome: Chrome80;
let phone: Phone;
let counter: number;

beforeAll(async () => {
  hall = await OwnHall.make();
  chrome = new Chrome80();
  counter = await counterFor(hall, mall, service);
  await act('open');
});

afterAll(() => {
  chrome.close();
  hall.remove();
});

afterEach(() => expect(phone.faults).toEqual([]));

const act = (name: string): Promise<unknown> =>
  hall.post(`/api/v1/malls/${mall}/counters/${counter}/${name}`, {}, hall.token({ role: 'manager', mall }));

const acts = async (...names: readonly string[]): Promise<void> => {
  for (const name of names) await act(name);
};

const followed = async (script = true): Promise<Visit> => {
  const visit = await takeNumber(hall, mall, [service]);
  phone = await chrome.phone();
  if (!script) await phone.withoutScript();
  await phone.open(`${hall.address}/k/${visit.code}`);
  await phone.says(visit.number);
  return visit;
};

test('it is Chromium 80 that is tried here', async () => {
  phone = await chrome.phone();
  expect(await phone.evaluate('navigator.userAgent')).toContain('Chrome/80.');
});

describe.each([
  ['with script', true],
  ['without script', false],
] as const)('Chrome 80 %s', (_, script) => {
  test('finds a visit by its typed code', async () => {
    const visit = await takeNumber(hall, mall, [service]);
    phone = await chrome.phone();
    if (!script) await phone.withoutScript();
    await phone.open(`${hall.address}/k`);
    await phone.press('#code');
    await phone.write(visit.short_code);
    await phone.press('button.main');
    await phone.says(visit.number);
    await phone.press('summary');
    await phone.press('details button');
    await phone.says(id['follow.cancelled']);
  });

  test('comes back after a call that was missed', async () => {
    await followed(script);
    await acts('call', 'no-show');
    if (!script) await phone.open(await phone.evaluate('location.href'));
    await phone.says(id['follow.no_show']);
    await phone.press('.pass button');
    await phone.says(id['follow.next']);
    await acts('call', 'start', 'finish');
  });

  test('rates with one tap, says why, and thinks again', async () => {
    await followed(script);
    await acts('call', 'start', 'finish');
    if (!script) await phone.open(await phone.evaluate('location.href'));
    await phone.press('button[value="4"]');
    await phone.says(id['follow.reasons_praise']);
    await phone.press('label[for="r1-friendly"]');
    await phone.press('#r1');
    await phone.says(id['rating_reason.friendly'] + '.');
    await phone.press('button[value="2"]');
    await phone.says(id['follow.reasons_blame']);
    await phone.until('!document.querySelector("input[type=checkbox]:checked")');
  });
});

test('Chrome 80 shows a call at once', async () => {
  await followed();
  await act('call');
  await phone.says(id['follow.called'].replace('{counter}', String(counter)));
  await phone.until(`document.getElementById('news').textContent.includes('${counter}')`);
  await act('start');
  await phone.says(id['follow.serving'].replace('{counter}', String(counter)));
  await act('finish');
});

test('Chrome 80 says that the link is lost, and shows what happened meanwhile', async () => {
  await followed();
  hall.kill();
  await phone.until('!document.getElementById("offline").hidden');
  await hall.start();
  await act('call');
  await phone.says(id['follow.called'].replace('{counter}', String(counter)));
  await phone.until('document.getElementById("offline").hidden');
  await acts('start', 'finish');
});

test('Chrome 80 shows the start page with its links', async () => {
  phone = await chrome.phone();
  await phone.open(`${hall.address}/`);
  await phone.until('document.querySelector("[data-mall=sepi][data-ready]")');
  await phone.until('document.documentElement.scrollWidth <= 360');
});
