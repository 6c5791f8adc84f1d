const server = '^packages/server/src';
const roomFile = (roles) => `${server}/(?!platform|test|migrations)[a-z-]+/[a-z-]+\\.(${roles})\\.ts$`;
// Lowest first: a room imports only itself, platform and rooms to its left.
const rooms = ['audit', 'people', 'numbers', 'parties', 'contracts', 'scans', 'reading', 'search', 'places', 'custody', 'desk', 'shares', 'labels', 'loans', 'stock-takes', 'climate', 'demo'];
const upward = rooms.slice(0, -1).map((room, i) => ({
  name: `${room}-knows-no-higher-room`,
  severity: 'error',
  from: { path: `${server}/${room}/`, pathNot: '\\.test\\.ts$' },
  to: { path: `${server}/(${rooms.slice(i + 1).join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...upward,
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    {
      name: 'platform-knows-no-rooms',
      severity: 'error',
      from: { path: `${server}/platform/`, pathNot: '\\.test\\.ts$' },
      to: { path: `${server}/(?!platform/)`, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'rules-are-pure',
      severity: 'error',
      from: { path: roomFile('rules|policy') },
      to: {
        path: `(${server}/platform/|node_modules|\\.(queries|actions|routes|jobs)\\.ts$)`,
        pathNot: 'packages/(wire|rules)|node_modules/(@qige|zod)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'packages-rules-touch-nothing',
      severity: 'error',
      from: { path: '^packages/(rules|extract)/src', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'packages-rules-import-nothing',
      severity: 'error',
      from: { path: '^packages/rules/src', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^packages/rules/src' },
    },
    {
      name: 'only-queries-speak-sql',
      severity: 'error',
      from: { path: `${server}/`, pathNot: '(\\.queries\\.ts$|\\.test\\.ts$|/platform/|/migrations/|/test/)' },
      to: { path: 'node_modules/(kysely|pg)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'routes-are-leaves',
      severity: 'error',
      from: { path: `${server}/`, pathNot: '(\\.room|\\.test)\\.ts$' },
      to: { path: '\\.routes\\.ts$' },
    },
    { name: 'wire-is-browser-safe', severity: 'error', from: { path: '^packages/wire/' }, to: { dependencyTypes: ['core'] } },
    { name: 'wire-imports-only-zod', severity: 'error', from: { path: '^packages/wire/src' }, to: { pathNot: '^packages/wire/src|node_modules/zod' } },
    {
      name: 'web-knows-no-server',
      severity: 'error',
      from: { path: '^packages/web/' },
      to: { path: '^packages/(server|ocr|extract)/' },
    },
    { name: 'ocr-knows-nobody', severity: 'error', from: { path: '^packages/ocr/' }, to: { path: '^packages/(?!ocr/)' } },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^packages/[^/]+/dist/|node_modules/(?!(zod|kysely|pg|fastify|pg-boss)/))' },
    enhancedResolveOptions: { conditionNames: ['types', 'import', 'default', 'node'], exportsFields: ['exports'], extensions: ['.ts', '.tsx', '.js', '.json'] },
    parser: 'swc',
  },
};
