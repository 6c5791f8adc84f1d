/** Kinds of contract, as the archive's types are named (glossary: contractType). */
export type ContractKind =
  | 'purchase' | 'sales' | 'service' | 'technology' | 'lease' | 'licence' | 'confidentiality' | 'transport' | 'storage' | 'framework' | 'supplement' | 'construction' | 'work'
  | 'loan' | 'guarantee' | 'agency' | 'advertising' | 'labour' | 'training' | 'property' | 'transfer' | 'other';

const byTitle: readonly (readonly [ContractKind, RegExp])[] = [
  ['supplement', /补充(?:协议|合同)|变更协议/], ['confidentiality', /保密|商业秘密|non-?disclosure|confidential/i], ['framework', /框架|战略合作/], ['lease', /租|lease|tenancy/i], ['licence', /许可|授权使用|licen[cs]e/i],
  ['labour', /劳务|派遣|用工|外包人员/], ['property', /物业/], ['training', /培训/], ['advertising', /广告|推广|宣传/], ['agency', /居间|中介|代理|经纪|委托销售|经销/], ['loan', /借款|贷款|借贷|loan/i], ['guarantee', /担保|保证合同|抵押|质押/],
  ['transport', /运输|承运|货运|物流/], ['storage', /仓储|保管|寄存/], ['construction', /施工|建设工程|工程承包|装修|装饰|安装工程|分包|EPC/], ['work', /承揽|加工|定作|定制|制作|印刷/], ['technology', /技术(?:开发|转让|服务|咨询)|软件开发|系统开发/],
  ['transfer', /转让|股权/], ['purchase', /采购|购买|订购|purchase|procurement/i], ['sales', /销售|买卖|购销|供货|sales?/i], ['service', /服务|维护|维保|保养|运维|咨询|顾问|检测|service/i],
];

/** Kind of contract by its title, else by the roles of its sides. */
export function kindOf(title: string | null, roles: readonly string[]): ContractKind {
  const found = title === null ? undefined : byTitle.find(([, pattern]) => pattern.test(title));
  if (found) return found[0];
  const sides = roles.join(' ');
  if (/租/.test(sides)) return 'lease';
  if (/托运|承运/.test(sides)) return 'transport';
  if (/存货|保管|仓储/.test(sides)) return 'storage';
  if (/发包|承包|施工/.test(sides)) return 'construction';
  if (/定作|承揽/.test(sides)) return 'work';
  if (/借款|贷款|出借/.test(sides)) return 'loan';
  if (/采购|买|需|购/.test(sides.split(' ')[0] ?? '')) return 'purchase';
  if (/卖|供|销|出售/.test(sides)) return 'sales';
  return /委托|受托|服务/.test(sides) ? 'service' : 'other';
}
