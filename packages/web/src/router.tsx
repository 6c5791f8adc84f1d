import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { CallRefused } from '@qige/wire';
import { fetchMe } from './shell/me.ts';
import { Shell } from './shell/shell.tsx';
import { SignIn } from './shell/sign-in.tsx';
import { NothingHere, Trouble } from './shell/trouble.tsx';
import { Loading } from './ui/loading.tsx';
import { optional, optionalNumber } from './ui/url-state.ts';

const root = createRootRoute({ component: Outlet, errorComponent: Trouble, notFoundComponent: NothingHere });

const signInRoute = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search) => optional(search, ['to', 'step', 'trouble', 'by', 'id']),
  component: SignIn,
});
const setUpRoute = createRoute({ getParentRoute: () => root, path: '/setup', component: lazyRouteComponent(() => import('./shell/set-up.tsx'), 'SetUp') });

const sharedRoute = createRoute({ getParentRoute: () => root, path: '/s/$token', component: lazyRouteComponent(() => import('./shares/shared-screen.tsx'), 'SharedScreen') });

const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: Shell,
  errorComponent: Trouble,
  beforeLoad: async ({ location }) => {
    try {
      await fetchMe();
    } catch (error) {
      if (error instanceof CallRefused && error.status === 401) throw redirect({ to: '/sign-in', search: location.pathname === '/' ? {} : { to: location.href } });
      throw error;
    }
  },
});

const front = createRoute({ getParentRoute: () => root, path: '/', beforeLoad: () => { throw redirect({ to: '/today' }); } });
const today = createRoute({ getParentRoute: () => inside, path: '/today', component: lazyRouteComponent(() => import('./today/today-room.tsx'), 'TodayRoom') });
const scans = createRoute({
  getParentRoute: () => inside,
  path: '/scans',
  validateSearch: (search) => optional(search, ['view', 'batch']),
  component: lazyRouteComponent(() => import('./scans/scans-room.tsx'), 'ScansRoom'),
});
const pages = createRoute({ getParentRoute: () => inside, path: '/scans/$scanId/pages', component: lazyRouteComponent(() => import('./scans/pages-screen.tsx'), 'PagesScreen') });
const desk = createRoute({
  getParentRoute: () => inside,
  path: '/desk',
  validateSearch: (search) => optional(search, ['state', 'batch']),
  component: lazyRouteComponent(() => import('./desk/desk-room.tsx'), 'DeskRoom'),
});
const deskScan = createRoute({
  getParentRoute: () => inside,
  path: '/desk/$scanId',
  validateSearch: (search) => optional(search, ['state', 'batch', 'page']),
  component: lazyRouteComponent(() => import('./desk/desk-screen.tsx'), 'DeskScreen'),
});
const contracts = createRoute({
  getParentRoute: () => inside,
  path: '/contracts',
  validateSearch: (search) => ({
    ...optional(search, ['contractTypeId', 'state', 'partyId', 'departmentId', 'ownerId', 'amountFrom', 'amountTo', 'signedFrom', 'signedTo', 'expiresFrom', 'expiresTo', 'text', 'sort', 'direction', 'open']),
    ...optionalNumber(search, ['year']),
  }),
  component: lazyRouteComponent(() => import('./contracts/contracts-room.tsx'), 'ContractsRoom'),
});
const contract = createRoute({
  getParentRoute: () => inside,
  path: '/contracts/$contractId',
  validateSearch: (search) => ({ ...optional(search, ['tab', 'words']), ...optionalNumber(search, ['page']) }),
  component: lazyRouteComponent(() => import('./contracts/contract-screen.tsx'), 'ContractScreen'),
});
const search = createRoute({
  getParentRoute: () => inside,
  path: '/search',
  validateSearch: (search) => ({ ...optional(search, ['q', 'order', 'contractTypeId', 'partyId', 'departmentId', 'state', 'place']), ...optionalNumber(search, ['year']) }),
  component: lazyRouteComponent(() => import('./search/search-room.tsx'), 'SearchRoom'),
});
const archive = createRoute({
  getParentRoute: () => inside,
  path: '/archive',
  validateSearch: (search) => optional(search, ['view', 'place', 'copy', 'person', 'state', 'text', 'sensor', 'open', 'tab', 'day', 'condition']),
  component: lazyRouteComponent(() => import('./archive/archive-room.tsx'), 'ArchiveRoom'),
});
const storeRoom = createRoute({
  getParentRoute: () => inside,
  path: '/archive/rooms/$placeId',
  validateSearch: (search) => optional(search, ['copy', 'place']),
  component: lazyRouteComponent(() => import('./places/room-screen.tsx'), 'RoomScreen'),
});
const climateRoom = createRoute({
  getParentRoute: () => inside,
  path: '/archive/climate/$placeId',
  validateSearch: (search) => optional(search, ['span', 'day', 'open']),
  component: lazyRouteComponent(() => import('./climate/climate-room-screen.tsx'), 'ClimateRoomScreen'),
});
const loan = createRoute({ getParentRoute: () => inside, path: '/archive/loans/$loanId', component: lazyRouteComponent(() => import('./loans/loan-screen.tsx'), 'LoanScreen') });
const stockTake = createRoute({
  getParentRoute: () => inside,
  path: '/archive/stock-takes/$stockTakeId',
  validateSearch: (search) => optional(search, ['view', 'result', 'place']),
  component: lazyRouteComponent(() => import('./stock-takes/stock-take-screen.tsx'), 'StockTakeScreen'),
});
const scanLabel = createRoute({
  getParentRoute: () => inside,
  path: '/scan',
  validateSearch: (search) => optional(search, ['code']),
  component: lazyRouteComponent(() => import('./labels/scan-screen.tsx'), 'ScanScreen'),
});
const capture = createRoute({ getParentRoute: () => inside, path: '/capture', component: lazyRouteComponent(() => import('./scans/capture-screen.tsx'), 'CaptureScreen') });
const parties = createRoute({
  getParentRoute: () => inside,
  path: '/parties',
  validateSearch: (search) => optional(search, ['text', 'kind', 'open']),
  component: lazyRouteComponent(() => import('./parties/parties-room.tsx'), 'PartiesRoom'),
});
const numbers = createRoute({
  getParentRoute: () => inside,
  path: '/numbers',
  validateSearch: (search) => optional(search, ['view', 'contractTypeId', 'text', 'voided']),
  component: lazyRouteComponent(() => import('./numbers/numbers-room.tsx'), 'NumbersRoom'),
});
const people = createRoute({
  getParentRoute: () => inside,
  path: '/people',
  validateSearch: (search) => optional(search, ['view', 'text', 'left', 'open']),
  component: lazyRouteComponent(() => import('./people/people-room.tsx'), 'PeopleRoom'),
});
const audit = createRoute({
  getParentRoute: () => inside,
  path: '/audit',
  validateSearch: (search) => optional(search, ['kind', 'personId', 'contractId', 'subjectId', 'from', 'to', 'open']),
  component: lazyRouteComponent(() => import('./audit/audit-room.tsx'), 'AuditRoom'),
});
const settings = createRoute({
  getParentRoute: () => inside,
  path: '/settings',
  validateSearch: (search) => optional(search, ['view']),
  component: lazyRouteComponent(() => import('./settings/settings-room.tsx'), 'SettingsRoom'),
});

export const router = createRouter({
  routeTree: root.addChildren([front, signInRoute, setUpRoute, sharedRoute, inside.addChildren([today, scans, pages, desk, deskScan, contracts, contract, search, archive, storeRoom, climateRoom, loan, stockTake, scanLabel, capture, parties, numbers, people, audit, settings])]),
  defaultPreload: 'intent',
  defaultPendingComponent: () => <Loading now />,
  defaultPendingMs: 400,
  defaultPendingMinMs: 0,
  scrollRestoration: true,
  defaultNotFoundComponent: NothingHere,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
