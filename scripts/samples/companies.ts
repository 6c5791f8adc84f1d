import type { Rng } from './random.ts';

export type Company = {
  name: string;
  uscc: string | null;
  address: string;
  city: string;
  legal: string;
  agent: string;
  phone: string;
  bank: string;
  account: string;
  email: string;
};

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const codeWeights = [3, 7, 9, 10, 5, 8, 4, 2];

/** A code with right check characters (GB 32100-2015; the organisation code inside follows GB 11714-1997). */
export function inventUscc(r: Rng, region: string): string {
  for (;;) {
    const body = Array.from({ length: 8 }, (_, i) => (i === 0 ? 'M56789'[r.int(0, 5)] : i === 1 && r.chance(0.4) ? 'A' : String(r.int(0, 9)))).join('');
    const sum = [...body].reduce((n, c, i) => n + (c >= 'A' ? c.charCodeAt(0) - 55 : Number(c)) * (codeWeights[i] ?? 0), 0);
    const mod = 11 - (sum % 11);
    const code = `91${region}${body}${mod === 10 ? 'X' : mod === 11 ? '0' : mod}`;
    const check = (31 - ([...code].reduce((n, c, i) => n + alphabet.indexOf(c) * (weights[i] ?? 0), 0) % 31)) % 31;
    return code + alphabet[check];
  }
}

/** One digit of the body altered, so that the check digit no longer fits. */
export function spoilUscc(uscc: string): string {
  const at = 10;
  return uscc.slice(0, at) + ((Number.parseInt(uscc[at] ?? '0', 36) + 3) % 10) + uscc.slice(at + 1);
}

const cities = [
  ['江苏省', '苏州市', '320594', ['工业园区', '吴中区', '相城区'], '0512'],
  ['江苏省', '南京市', '320115', ['江宁区', '雨花台区'], '025'],
  ['上海市', '上海市', '310117', ['松江区', '闵行区', '嘉定区'], '021'],
  ['浙江省', '杭州市', '330110', ['余杭区', '滨江区'], '0571'],
  ['浙江省', '嘉兴市', '330402', ['南湖区', '秀洲区'], '0573'],
  ['安徽省', '合肥市', '340104', ['蜀山区', '包河区'], '0551'],
  ['广东省', '深圳市', '440306', ['宝安区', '龙华区'], '0755'],
  ['广东省', '佛山市', '440606', ['顺德区', '南海区'], '0757'],
  ['山东省', '济南市', '370102', ['历下区', '章丘区'], '0531'],
  ['湖北省', '武汉市', '420111', ['洪山区', '江夏区'], '027'],
  ['四川省', '成都市', '510115', ['温江区', '双流区'], '028'],
  ['陕西省', '西安市', '610113', ['雁塔区', '未央区'], '029'],
  ['北京市', '北京市', '110108', ['海淀区', '大兴区'], '010'],
  ['天津市', '天津市', '120116', ['滨海新区', '津南区'], '022'],
  ['福建省', '厦门市', '350206', ['集美区', '同安区'], '0592'],
  ['辽宁省', '大连市', '210211', ['甘井子区', '金州区'], '0411'],
] as const;

const roads = [
  '梧桐路',
  '金枫大道',
  '创业三路',
  '兴隆街',
  '望湖路',
  '科教北路',
  '银杏大街',
  '临港中路',
  '双桥路',
  '东兴南路',
  '胜利西街',
  '青年大道',
  '湖滨路',
  '建安路',
  '玉兰街',
  '清源路',
];
const surnames =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文';
const given = [
  '建国',
  '伟',
  '芳',
  '志强',
  '秀英',
  '敏',
  '晓东',
  '丽华',
  '海燕',
  '明',
  '国栋',
  '雪梅',
  '俊杰',
  '婷',
  '立新',
  '玉兰',
  '浩然',
  '佳怡',
  '文博',
  '思远',
  '振华',
  '春生',
  '慧',
  '鹏飞',
  '静雯',
  '卫东',
  '宇航',
  '梦洁',
  '成林',
  '少华',
];
const banks = ['中国工商银行', '中国建设银行', '中国农业银行', '中国银行', '招商银行', '交通银行', '宁波银行', '浦发银行', '兴业银行'];
const first = '澄柏启沐晟朗锦恺卓汇逸松岳霖棠衡菲玥圃泓泽屿楹铭筑嵩榆桐芷蓝禾穗';
const second = '岭溪舟原岸野畔川屏峦渡坞汀桥林谷塔港湾麓庭苑垣墨石岩木叶禾';
const trades = [
  '水务科技',
  '自动化设备',
  '环境检测',
  '生物制药',
  '食品',
  '电子元件',
  '精密机械',
  '物业管理',
  '软件',
  '供应链管理',
  '建筑装饰工程',
  '传感技术',
  '包装材料',
  '商贸',
  '医疗器械',
  '能源科技',
  '广告传媒',
  '化工',
  '特种线缆',
  '教育咨询',
];
const forms = ['有限公司', '有限公司', '有限公司', '股份有限公司', '有限责任公司'];

export function inventPerson(r: Rng): string {
  return r.pick([...surnames]) + r.pick(given);
}

export function inventCompany(r: Rng, fixed: { name?: string; city?: string } = {}): Company {
  const place = cities.find((c) => c[1] === fixed.city) ?? r.pick(cities);
  const [province, city, region, districts, area] = place;
  const bare = city.replace('市', '');
  const brand = r.pick([...first]) + r.pick([...second]);
  const trade = r.pick(trades);
  const name = fixed.name ?? (r.chance(0.3) ? `${brand}${trade}（${bare}）${r.pick(forms)}` : `${bare}${brand}${trade}${r.pick(forms)}`);
  const district = r.pick(districts);
  return {
    name,
    uscc: inventUscc(r, region),
    address: `${province === city ? '' : province}${city}${district}${r.pick(roads)}${r.int(1, 899)}号${r.chance(0.4) ? `${r.int(1, 12)}幢${r.int(1, 20)}0${r.int(1, 9)}室` : ''}`,
    city,
    legal: inventPerson(r),
    agent: inventPerson(r),
    phone: r.chance(0.6)
      ? `${area}-${r.int(2, 8)}${String(r.int(0, 9999999)).padStart(7, '0')}`
      : `1${r.pick(['38', '51', '77', '86', '99'])}${String(r.int(0, 99999999)).padStart(8, '0')}`,
    bank: `${r.pick(banks)}${bare}${district.replace(/区$/, '')}支行`,
    account: Array.from({ length: r.pick([16, 17, 19]) }, (_, i) => (i === 0 ? r.pick([1, 4, 6, 7]) : r.int(0, 9))).join(''),
    email: `${r.pick(['contract', 'hetong', 'fawu', 'sales'])}@${r.pick(['example.com', 'example.cn', 'example.net'])}`,
  };
}
