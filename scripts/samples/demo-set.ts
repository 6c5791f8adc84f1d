import { inventCompany, type Company } from './companies.ts'
import type { Plan } from './compose.ts'
import { createRng } from './random.ts'

const company = (name: string, city: string): Company => inventCompany(createRng(`demo/${name}`), { name, city })

export const ownEntity = company('青岚仪器（苏州）有限公司', '苏州市')

const c = {
  water: company('杭州澄岭水务科技有限公司', '杭州市'),
  lab: company('合肥启野环境检测有限公司', '合肥市'),
  pharma: company('济南岳溪生物制药股份有限公司', '济南市'),
  food: company('武汉蓝渡食品有限公司', '武汉市'),
  boards: company('深圳朗坞电子元件有限公司', '深圳市'),
  metal: company('苏州铭筑精密机械有限公司', '苏州市'),
  sensors: company('上海汇屏传感技术有限公司', '上海市'),
  estate: company('苏州金桐物业管理有限公司', '苏州市'),
  software: company('南京卓麓软件有限公司', '南京市'),
  boxes: company('嘉兴禾谷包装材料有限公司', '嘉兴市'),
  builders: company('苏州榆庭建筑装饰工程有限责任公司', '苏州市'),
  metrology: company('上海衡墨计量检测有限公司', '上海市'),
  abroad: { ...company('Nordwald Messtechnik GmbH', '厦门市'), uscc: null, address: 'Lindenallee 14, 70597 Stuttgart', legal: 'Karl Brandt', agent: 'Karl Brandt', bank: 'Commerzbank Stuttgart', phone: '+49 711 5550 142' },
}

type Row = Omit<Plan, 'seed' | 'plant' | 'A' | 'B' | 'year' | 'signedOn'> & { seed?: string; plant?: Plan['plant']; with: Company; own?: 'A' | 'B'; signedOn: string }

/** One company's drawer: what it sold, bought, rented, licensed and built between 2021 and 2026, with a fault in eight of them. */
const rows: Row[] = [
  { id: 's01', seed: 'b', kind: 'sale', with: c.water, own: 'A', signedOn: '2021-03-16', number: 'QL-XS-2021-018', profiles: ['scan200'], form: 'imagePdf', style: { naming: 'roleJia', signLook: 'form', partyLook: 'sideBySide', font: 'AR PL SungtiL GB', footer: 'diX', amountPlace: 'foot', usccLabel: '统一社会信用代码' } },
  { id: 's02', seed: 'g', kind: 'supplement', with: c.water, own: 'A', signedOn: '2021-07-08', number: 'QL-XS-2021-018-补1', profiles: ['stamp'], form: 'jpg', main: { title: '仪器设备销售合同', number: 'QL-XS-2021-018', signedOn: '2021-03-16' }, style: { font: 'AR PL SungtiL GB' } },
  { id: 's03', seed: 'j', kind: 'purchase', with: c.boards, own: 'A', signedOn: '2022-05-11', number: 'QL-CG-2022-041', profiles: ['rotated', 'scan200'], form: 'jpg', style: { naming: 'jiaRole', partyLook: 'grid', font: 'WenQuanYi Zen Hei', paymentTable: true, dateStyle: 'iso' } },
  { id: 's04', seed: 'b', kind: 'purchase', with: c.sensors, own: 'A', signedOn: '2023-02-22', number: 'QL-CG-2023-009', plant: ['amountMismatch'], profiles: ['scan200', 'stamp'], form: 'imagePdf', style: { naming: 'role', partyLook: 'lines', font: 'Noto Serif CJK SC', amountPlace: 'clause', amountForm: 0 } },
  { id: 's05', seed: 'g', kind: 'framework', with: c.boxes, own: 'A', signedOn: '2022-01-10', number: 'QL-KJ-2022-002', profiles: ['fax'], form: 'tif', style: { naming: 'jia', font: 'Noto Sans CJK SC', headings: 'article' } },
  { id: 's06', seed: 'c', kind: 'service', with: c.metrology, own: 'A', signedOn: '2024-04-18', number: 'HM2024-0418-06', profiles: ['photo'], form: 'jpg', style: { naming: 'jiaRole', font: 'Noto Serif CJK SC', size: 12 } },
  { id: 's07', seed: 'p', kind: 'lease', with: c.estate, own: 'B', signedOn: '2021-08-20', number: 'JT-ZL-2021-07', plant: ['missingPage'], profiles: ['scan200', 'fold', 'scan200', 'scan200'], form: 'imagePdf', style: { naming: 'jiaRole', cover: true, size: 13, leading: 1.9, font: 'AR PL UKai CN' } },
  { id: 's08', seed: 'a', kind: 'renewal', with: c.estate, own: 'B', signedOn: '2024-08-06', number: 'JT-ZL-2024-03', profiles: ['scan150'], form: 'png', main: { title: '厂房租赁合同', number: 'JT-ZL-2021-07', signedOn: '2021-08-20' }, style: { font: 'AR PL UKai CN' } },
  { id: 's09', seed: 'e', kind: 'licence', with: c.software, own: 'A', signedOn: '2023-06-27', number: 'ZL-RJ-202306-017', profiles: ['clean300'], form: 'digitalPdf', style: { naming: 'jiaRole', font: 'Noto Sans CJK SC', headings: 'digitDot' } },
  { id: 's10', seed: 'h', kind: 'service', with: c.software, own: 'A', signedOn: '2025-03-05', number: 'QL-FW-2025-006', profiles: ['scan200'], form: 'mixedPdf', style: { naming: 'jia', font: 'Noto Serif CJK SC', paymentTable: true, signLook: 'stacked' } },
  { id: 's11', seed: 'd', kind: 'nda', with: c.sensors, own: 'A', signedOn: '2022-10-19', number: 'NDA-QL-22013', plant: ['missingStamp'], profiles: ['photo+exif'], form: 'jpg', style: { naming: 'jia', partyLook: 'brief', font: 'WenQuanYi Micro Hei' } },
  { id: 's12', seed: 'd', kind: 'construction', with: c.builders, own: 'A', signedOn: '2023-09-12', number: 'QL-GC-2023-01', profiles: ['bleed', 'fold', 'stamp'], form: 'imagePdf', style: { naming: 'role', partyLook: 'underlined', font: 'AR PL UMing CN', size: 12 } },
  { id: 's13', seed: 'a', kind: 'processing', with: c.metal, own: 'A', signedOn: '2024-11-25', number: 'QL-JG-2024-030', plant: ['depositOverTwentyPercent'], profiles: ['skew'], form: 'imagePdf', style: { naming: 'jiaRole', font: 'LXGW WenKai', paymentTable: false } },
  { id: 's14', seed: 'c', kind: 'bilingual', with: c.abroad, own: 'A', signedOn: '2025-05-14', number: 'QL-EX-2025-04', profiles: ['clean300', 'scan200'], form: 'imagePdf', style: { dateStyle: 'iso', font: 'Noto Serif CJK SC' } },
  { id: 's15', seed: 'd', kind: 'sale', with: c.pharma, own: 'A', signedOn: '2025-09-03', number: 'QL-XS-2025-077', plant: ['courtAndArbitration'], profiles: ['stamp'], form: 'imagePdf', style: { naming: 'roleJia', font: 'AR PL KaitiM GB', partyLook: 'lines', amountForm: 2 } },
  { id: 's16', seed: 'h', kind: 'sale', with: c.food, own: 'A', signedOn: '2026-01-21', number: 'QL-XS-2026-004', profiles: ['photo+fold'], form: 'jpg', style: { naming: 'jia', font: 'Noto Sans CJK SC', amountForm: 1 } },
  { id: 's17', seed: 'k', kind: 'sale', with: c.lab, own: 'A', signedOn: '2024-06-13', number: 'QL-XS-2024-052', plant: ['usccInvalid'], profiles: ['scan150'], form: 'imagePdf', style: { naming: 'jiaRole', font: 'Noto Serif CJK SC', dateStyle: 'dot' } },
  { id: 's18', seed: 'l', kind: 'service', with: c.metrology, own: 'A', signedOn: '2025-02-17', number: 'QL-FW-2025-003', plant: ['expiredBeforeSigned'], profiles: ['fax+skew'], form: 'imagePdf', style: { naming: 'jia', font: 'WenQuanYi Zen Hei', dateStyle: 'cn0' } },
  { id: 's19', seed: 'c', kind: 'purchase', with: c.boxes, own: 'A', signedOn: '2026-03-30', number: 'QL-CG-2026-012', plant: ['blankDate'], profiles: ['scan150+skew+bleed'], form: 'jpg', style: { naming: 'jiaRole', font: 'AR PL SungtiL GB', size: 12, signLook: 'columns' } },
  { id: 's20', seed: 'j', kind: 'framework', with: c.water, own: 'B', signedOn: '2026-02-09', number: 'CLSW-KJ-2026-01', profiles: ['scan200', 'stamp'], form: 'imagePdf', style: { naming: 'jiaRole', font: 'LXGW WenKai Light', dateStyle: 'words' } },
  { id: 's21', seed: 'd', kind: 'lease', with: c.lab, own: 'A', signedOn: '2022-12-01', number: 'QL-ZL-2022-005', profiles: ['rotated', 'bleed'], form: 'imagePdf', style: { naming: 'role', font: 'WenQuanYi Micro Hei', dateStyle: 'cnSpaced' } },
]

export function demoPlans(): Plan[] {
  return rows.map(({ with: other, own = 'A', seed, plant = [], ...rest }) => ({
    ...rest, plant, seed: `demo/${rest.id}/${seed ?? 'a'}`, year: Number(rest.signedOn.slice(0, 4)),
    A: own === 'A' ? ownEntity : other, B: own === 'A' ? other : ownEntity,
  }))
}
