import type { ContractKind } from '../kind.ts';
import type { Finding } from './finding.ts';
import type { Evidence } from './findings.ts';

type Element = 'parties' | 'subject' | 'quantity' | 'quality' | 'price' | 'performance' | 'breach' | 'dispute';

const goods: readonly ContractKind[] = ['purchase', 'sales'];
const made: readonly ContractKind[] = ['purchase', 'sales', 'construction', 'work'];
const words: Record<Exclude<Element, 'parties'>, RegExp> = {
  subject: /标的|货物|产品|服务|工程|房屋|设备|软件|项目|信息|业务|材料|物品|采购|销售|买卖|承揽|加工|借款|租|广告|发布|派遣|运输|仓储|维修|培训|咨询|开发|设计|施工|装修|转让|许可|物料|定制|印刷|制作|推广|经销|代理|审计|检测|保洁|保管|order|goods|commodity|equipment|services|software|premises|work/i,
  quantity: /数量|[\d一二三四五六七八九十]\s?(?:台|套|件|个|只|批|吨|千克|公斤|米|平方米|箱|卷|块|辆|组|份)|以订单|quantity|\d\s?(?:sets?|pcs|pieces|units?|tons?)\b/i,
  quality: /质量|标准|规格|验收|合格|技术要求|quality|specification|acceptance/i,
  price: /价款|价格|金额|费用|报酬|租金|单价|总价|元|免费|无偿|price|fee|rent|¥/i,
  performance: /期限|时间|日前|日内|之前|交付|履行|地点|交货|term|deliver|date/i,
  breach: /违约|赔偿|责任|逾期|扣款|breach|liab|damages/i,
  dispute: /争议|纠纷|仲裁|诉讼|法院|dispute|arbitrat|court/i,
};

/** Elements a contract usually has (民法典 470) and this text does not mention. Says nothing where pages are missing or the text is a supplement. */
export function elementFindings({ doc, main, fields }: Evidence, incomplete: boolean): Finding[] {
  const text = doc.flow.text.slice(0, main);
  if (incomplete || text.length < 200 || fields.contractType === 'supplement' || /补充|变更|续|展期|解除|终止/.test(fields.title?.value ?? '') || doc.flow.text.includes('\f')) return [];
  const expected = (Object.keys(words) as Exclude<Element, 'parties'>[]).filter((element) => {
    if (element === 'quantity') return goods.includes(fields.contractType);
    if (element === 'quality') return made.includes(fields.contractType);
    return !(element === 'price' && (fields.amount !== null || fields.contractType === 'confidentiality'));
  });
  const missing: Element[] = expected.filter((element) => !words[element].test(text));
  if (fields.parties.filter((party) => party.name).length < 2) missing.unshift('parties');
  return missing.map((element) => ({ type: 'missingElement', severity: 'note', source: '民法典 第470条', place: null, params: { element } }));
}
