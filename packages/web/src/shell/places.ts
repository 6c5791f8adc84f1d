import type { Permission } from '@qige/wire';
import type { IconName } from '../ui/icon.tsx';

/** A room on the rail. `keys` are what one types for it in the command bar beside its name: pinyin, initials, English. */
export interface Place {
  id: 'today' | 'scans' | 'desk' | 'contracts' | 'search' | 'archive' | 'scan' | 'parties' | 'numbers' | 'people' | 'audit' | 'settings';
  to: string;
  icon: IconName;
  /** Any of these lets somebody in. */
  needs: readonly Permission[] | 'signed-in';
  keys: string;
  jump: string;
  /** On the rail's lower part. */
  low?: true;
}

export const places: readonly Place[] = [
  { id: 'today', to: '/today', icon: 'today', needs: 'signed-in', keys: 'jr jinri today', jump: 'g t' },
  { id: 'scans', to: '/scans', icon: 'intake', needs: ['intake.see'], keys: 'js jieshou intake scan upload sc shangchuan', jump: 'g i' },
  { id: 'desk', to: '/desk', icon: 'desk', needs: ['desk.register'], keys: 'hd hedui desk dj dengji register', jump: 'g d' },
  { id: 'contracts', to: '/contracts', icon: 'contracts', needs: ['contracts.see'], keys: 'ht hetong contracts tz taizhang register', jump: 'g c' },
  { id: 'search', to: '/search', icon: 'search', needs: ['contracts.see'], keys: 'js jiansuo ss sousuo search find', jump: 'g s' },
  { id: 'archive', to: '/archive', icon: 'archive', needs: ['places.see', 'paper.keep', 'paper.borrow', 'loans.approve', 'stock.count', 'climate.see'], keys: 'das danganshi archive kf kufang yj yuanjian jy jieyue pd pandian wsd', jump: 'g r' },
  { id: 'scan', to: '/scan', icon: 'qr', needs: ['paper.keep', 'stock.count'], keys: 'sm saoma scan label biaoqian', jump: 'g l' },
  { id: 'parties', to: '/parties', icon: 'parties', needs: ['parties.see'], keys: 'kh kehu dsr dangshiren parties customers', jump: 'g p' },
  { id: 'numbers', to: '/numbers', icon: 'numbers', needs: ['numbers.see'], keys: 'bh bianhao numbers', jump: 'g n' },
  { id: 'audit', to: '/audit', icon: 'audit', needs: ['audit.read'], keys: 'sj shenji rz rizhi audit trail log', jump: 'g a', low: true },
  { id: 'people', to: '/people', icon: 'people', needs: ['people.manage'], keys: 'ry renyuan bm bumen people departments', jump: 'g e', low: true },
  { id: 'settings', to: '/settings', icon: 'settings', needs: 'signed-in', keys: 'sz shezhi settings yy yuyan language theme mima password miyao keys', jump: 'g ,', low: true },
];

export function placesFor(may: ReadonlySet<string>): Place[] {
  return places.filter(({ needs }) => needs === 'signed-in' || needs.some((one) => may.has(one)));
}

/** Best match first: the beginning of a word or of its initials before a place inside. */
export function matches(wanted: string, name: string, keys: string): number {
  const want = wanted.trim().toLowerCase();
  if (want === '') return 1;
  const words = [name.toLowerCase(), ...keys.split(' ')];
  if (words.some((word) => word === want)) return 4;
  if (words.some((word) => word.startsWith(want))) return 3;
  if (words.some((word) => word.includes(want))) return 2;
  return 0;
}
