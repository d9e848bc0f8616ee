import { expect, test } from 'vitest';
import { isOutdated, isRenewalDue, unknownVersions, withVersion } from '#base/versions';

const told = (...versions: (string | null)[]) => versions.reduce(withVersion, unknownVersions);

test('a page is of the version of the first answer', () => {
  expect(isOutdated(unknownVersions)).toBe(false);
  expect(isOutdated(told('1', '1', null))).toBe(false);
  expect(isOutdated(told('1', '2'))).toBe(true);
  expect(isOutdated(told('1', '2', '1'))).toBe(false);
});

test('a page is loaded anew once for a version, and again after ten minutes', () => {
  const known = told('1', '2');
  expect(isRenewalDue(known, null, 0)).toBe(true);
  expect(isRenewalDue(known, 0, 599_000)).toBe(false);
  expect(isRenewalDue(known, 0, 601_000)).toBe(true);
  expect(isRenewalDue(told('1', '1'), null, 0)).toBe(false);
});

test('a clock that was set back does not keep an old page', () => {
  expect(isRenewalDue(told('1', '2'), 9_000_000, 0)).toBe(true);
});
