import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deepest, idsOf, pathUnder, standsVerdict } from './tree.rules.ts';

const room = { path: '/s/r/', kind: 'room', holds: 'both' as const, closed: false };

describe('where a place may stand', () => {
  test('within the kinds its own names, or at the top where that is one of them', () => {
    expect(standsVerdict({ within: ['room'], height: 1 }, room).kind).toBe('good');
    expect(standsVerdict({ within: ['cabinet'], height: 1 }, room).kind).toBe('wrong-kind');
    expect(standsVerdict({ within: ['room'], height: 1 }, null).kind).toBe('wrong-kind');
    expect(standsVerdict({ within: [''], height: 1 }, null).kind).toBe('good');
  });
  test('not in itself, not below itself; a name that only begins alike is another place', () => {
    const within = ['room'];
    expect(standsVerdict({ path: '/s/r/', within, height: 1 }, room).kind).toBe('cycle');
    expect(standsVerdict({ path: '/s/', within, height: 3 }, room).kind).toBe('cycle');
    expect(standsVerdict({ path: '/s/r/a/', within, height: 1 }, room).kind).toBe('good');
    expect(standsVerdict({ path: '/s/r1/', within, height: 1 }, room).kind).toBe('good');
  });
  test('not in what is closed, not in what holds papers only, not deeper than any archive is', () => {
    expect(standsVerdict({ within: ['room'], height: 1 }, { ...room, closed: true }).kind).toBe('closed');
    expect(standsVerdict({ within: ['room'], height: 1 }, { ...room, holds: 'copies' }).kind).toBe('wrong-content');
    expect(standsVerdict({ within: ['room'], height: deepest - 2 }, room).kind).toBe('good');
    expect(standsVerdict({ within: ['room'], height: deepest - 1 }, room).kind).toBe('too-deep');
  });
  test('a path names all above it, in order', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^plc_[0-9a-z]{20}$/), { minLength: 1, maxLength: 12 }), (ids) => {
        const path = ids.reduce<string | null>((above, id) => pathUnder(above, id), null) ?? '';
        expect(idsOf(path)).toEqual(ids);
      }),
    );
  });
});

/** A tree in memory, moved about as the rule allows: parents only; the paths are written anew as the archive does it. */
test('whatever is moved, nothing stands in itself and every path agrees with the parents', () => {
  const names = Array.from({ length: 9 }, (_, i) => `p${i}`);
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...names), fc.option(fc.constantFrom(...names))), { maxLength: 60 }), (moves) => {
      const paths = new Map(names.map((name) => [name, pathUnder(null, name)]));
      const parents = new Map<string, string | null>(names.map((name) => [name, null]));
      for (const [name, to] of moves) {
        const path = paths.get(name) ?? '';
        const height = Math.max(...[...paths.values()].filter((one) => one.startsWith(path)).map((one) => idsOf(one).length)) - idsOf(path).length + 1;
        const verdict = standsVerdict({ path, within: ['', 'any'], height }, to === null ? null : { path: paths.get(to) ?? '', kind: 'any', holds: 'both', closed: false });
        if (verdict.kind !== 'good') continue;
        parents.set(name, to);
        const next = pathUnder(to === null ? null : (paths.get(to) ?? ''), name);
        for (const [one, old] of paths) if (old.startsWith(path)) paths.set(one, next + old.slice(path.length));
      }
      for (const name of names) {
        const line: string[] = [];
        for (let at: string | null = name; at !== null; at = parents.get(at) ?? null) {
          expect(line).not.toContain(at);
          line.unshift(at);
        }
        expect(idsOf(paths.get(name) ?? '')).toEqual(line);
      }
    }),
  );
});
