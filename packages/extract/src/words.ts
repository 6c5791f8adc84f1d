/** Endings of organisations' names: what a cut-off name is completed to and where a name stops. */
const ending = '(?:公司|集团|厂|事务所|研究院|研究所|设计院|学院|大学|中学|小学|学校|幼儿园|医院|卫生院|银行|信用社|分行|支行|分公司|合作社|委员会|管委会|居委会|村委会|中心|协会|学会|商会|基金会|联合会|工作室|经营部|营业部|服务部|门市部|商行|商店|酒店|宾馆|饭店|超市|商场|书店|药店|法院|检察院|人民政府|管理局|公安局|总局|分局|局|管理处|办事处|办公室|站|社|店|馆|院|所|部|队|会|场|网吧|合伙\\)|个体工商户\\)|农场|林场|律师|室)';
const endsWell = new RegExp(`${ending}$`);
const wellKnown = /(?:Co\.?,?\s?Ltd\.?|\bLtd\.?|Limited|Inc\.?|Corp(?:oration)?\.?|LLC|GmbH|AG|S\.A\.|B\.V\.|Company|PLC|LLP)\.?$/i;

export const nameEnding = ending;

/** Provinces, their capitals and the cities with a budget of their own: what most names of companies begin with. */
export const placeHead = /^(?:北京|上海|天津|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|石家庄|太原|呼和浩特|沈阳|长春|哈尔滨|南京|杭州|合肥|福州|南昌|济南|郑州|武汉|长沙|广州|南宁|海口|成都|贵阳|昆明|拉萨|西安|兰州|西宁|银川|乌鲁木齐|大连|青岛|宁波|厦门|深圳|苏州|无锡)/;

export function endsLikeName(text: string): boolean {
  return endsWell.test(text) || wellKnown.test(text);
}

/** Words for the two sides of a contract, without 甲方 and 乙方. Longer ones first, so that 被许可方 is not read as 许可方. */
export const roleWords: readonly string[] = [
  '劳动者', '劳务派遣单位', '派遣单位', '用工单位', '用人单位', '派遣方', '用工方', '委托开发方', '研究开发人', '研究开发方', '物业服务企业', '物业服务人', '物业公司', '物业管理企业', '业主委员会', '建设单位', '施工单位', '监理单位', '设计单位', '勘察单位', '监理人', '勘察人', '设计人', '供货单位', '购货单位', '销货单位',
  '订货单位', '供货商', '供应商', '采购商', '服务商', '经销商', '代理商', '运营商', '开发商', '承接方', '承接人', '承包商', '分包商', '总包商', '制造商', '广告经营者', '广告发布者', '广告发布方', '广告代理方', '广告主', '广告客户', '被许可方', '被许可人', '许可方', '许可人', '被授权方', '被授权人', '授权方', '授权人', '信息披露方', '信息接收方', '信息提供方', '信息接受方', '披露方', '接收方', '接受方', '保密方',
  '被担保人', '担保方', '担保人', '保证人', '抵押权人', '抵押人', '出质人', '质权人', '债权人', '债务人', '出借方', '出借人', '借款方', '借款人', '贷款方', '贷款人', '借用人', '出租方', '出租人', '承租方', '承租人', '转租方', '次承租人', '租赁方', '发包方', '发包人', '总承包方', '总承包人', '承包方', '承包人', '分包方', '分包人', '定作方', '定作人', '承揽方', '承揽人', '加工方',
  '制作方', '出卖方', '出卖人', '买受方', '买受人', '销售方', '购买方', '采购方', '采购人', '供应方', '供货方', '订货方', '订购方', '购货方', '销货方', '收货方', '买方', '卖方', '供方', '需方', '购方', '销方', '出售方', '收购方', '被委托方', '委托方', '委托人', '受托方', '受托人', '受委托方', '托运方', '托运人', '承运方', '承运人', '存货方', '存货人', '寄存人',
  '保管方', '保管人', '仓储方', '仓储人', '让与方', '让与人', '受让方', '受让人', '转让方', '转让人', '居间方', '居间人', '中介方', '中介人', '中介机构', '经纪方', '经纪人', '培训方', '受训方', '培训机构', '开发方', '服务方', '服务提供方', '服务接受方', '服务人', '提供方', '使用方', '运营方', '顾问方', '客户', '客户方', '业主', '招标人', '中标人', '投标人', '主办方', '承办方', '协办方', '赞助方', '受赠人', '赠与人', '特许人', '特许方', '被特许人',
  '受许人', '加盟方', '加盟商', '投资方', '融资方', '合作方', '聘用方', '受聘方', '聘请方', '聘方', '用电人', '供电人', '供用电方', '用户', '技术方', '实施方', '设计方', '监理方', '施工方', '建设方', '检测方', '送检方', '评估方', '审计方', '代理方', '代理人', '被代理人', '行纪人', '旅行社', '旅游者', '平台方', '商户', '入驻方', '代销方', '寄售方', '经营方', '出资方', '回收方', '处置方', '产废方', '印刷方', '出版方', '著作权人', '推广方', '策划方',
];

/** The listed role of which `printed` is a reading with one letter wrong (被许司方: 被许可方); else `printed` itself. */
export function knownRole(printed: string): string {
  if (printed.length < 3 || roleWords.includes(printed)) return printed;
  const near = roleWords.filter((role) => role.length === printed.length && [...role].filter((c, i) => c !== printed.charAt(i)).length === 1);
  return near.length === 1 ? (near[0] ?? printed) : printed;
}

export const letters = '甲乙丙丁戊';
export const side = `[${letters}]\\s?方`;

export const englishRoles = 'Party\\s?[ABC]|Buyer|Seller|Purchaser|Supplier|Vendor|Lessor|Lessee|Landlord|Tenant|Licensor|Licensee|Client|Contractor|Consultant|Service Provider|Provider|Employer|Customer|Disclosing Party|Receiving Party|Discloser|Recipient|Lender|Borrower|Consignor|Shipper|Carrier|Principal|Agent|Owner|Distributor|Manufacturer|Transferor|Transferee|Company';

/** Labels that begin a new entry: where the value of the one before ends. */
export const entryLabels = '(?:统一)?社会信用代码|纳税人识别号|税务?登记号|税号|营业执照(?:注册)?号?码?|身份证(?:件)?号?码?|证件号码|法定代表人|法人代表|法人|负责人|授权代表|委托代理人|委托代表|代理人|代表人|代表|经办人|联系人|项目负责人|项目经理|联系电话|联系方式|电话|手机|移动电话|固定电话|传真|电子邮箱|电子邮件|邮箱|邮编|邮政编码|地址|住所地?|住址|注册地址|通讯地址|通信地址|联系地址|办公地址|经营场所|开户银行|开户行|开户名|户名|账户|银行账号|账号|帐号|签订地点|签约地点|签署地点|签署地|签订地|签约地|签订日期|签署日期|签约日期|签订时间|签约时间|签署时间|签字日期|日期|地点|时间|合同编号|协议编号|合同号|协议号|编号|合同名称|项目名称|项目编号|盖章|签字|签章|签名|公章|小写|大写|有效期限?|合同期限|签约代表|行号|税率|页码';

const entryStart = new RegExp(
  `^(?:第\\s?[一二三四五六七八九十百\\d]+\\s?[条章节款]|[一二三四五六七八九十]{1,3}\\s?[、.]|[(][一二三四五六七八九十\\d]{1,3}[)]|\\d{1,2}\\s?[、)]|\\d{1,2}\\.(?!\\d)|\\d{1,2}(?:\\.\\d{1,2}){1,3}(?=\\s|[\\u4e00-\\u9fff])(?!\\s?(?:元|万|%|个|天|日|年|月|米|公|吨|平|倍|千|小时|英寸))|[①-⑩]|[□☑☐■√]|附件|附表|附录|${side}\\s?[(:（]|(?:${roleWords.join('|')})\\s?(?:[(][^)]{1,12}[)])?\\s?:|(?:${entryLabels})\\s?(?:[(（][^)]{1,8}[)）])?\\s?:|(?:以下无正文)|[(]以下无正文|\\d{4}\\s?[年.\\-/]\\s?\\d{1,2}\\s?[月.\\-/]\\s?\\d{1,2}\\s?日?$)`,
);

/** Whether a line begins an entry of its own (clause, list item, labelled value), whatever the line before it looks like. */
export function startsEntry(text: string): boolean {
  return entryStart.test(text);
}

/** Whether a line is an entry complete in itself: a label left open, a date, a telephone number. */
export function closesEntry(text: string): boolean {
  return /[:。;]$|^[^:]{1,12}:\s?[\d\-+() ]{6,}$|(?:^|:)\s?\d{4}\s?[年.\-/].{2,8}$/.test(text);
}
