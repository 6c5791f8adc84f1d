export const field = {
  contractType: '合同类型',
  title: '合同名称',
  contractNumber: '纸上编号',
  number: '合同编号',
  party: { name: '名称', uscc: '信用代码', role: '身份' },
  signedOn: '签订日期',
  signedPlace: '签订地点',
  amount: '金额',
  amountUppercase: '大写金额',
  currency: '币种',
  payments: '付款方式',
  effectiveOn: '生效日期',
  effectiveFrom: '生效条件',
  expiresOn: '到期日期',
  deliveryBy: '交付期限',
  warranty: '质保',
  disputeResolution: '争议解决',
  copies: '份数',
  departmentId: '部门',
  ownerId: '经办人',
  confidentiality: '密级',
  main: '关联合同',
  mainKind: '关联方式',
  mainNumber: '主合同编号',
  state: '状态',
  counterparty: '相对方',
  ownEntity: '我方主体',
  registeredAt: '登记时间',
  registeredBy: '登记人',
  pageCount: '页数',
};

export const dispute = { court: '诉讼', arbitration: '仲裁' };
export const side = { A: '甲方', B: '乙方', C: '丙方', D: '丁方', E: '戊方' };
export const confidentiality = { public: '公开', internal: '内部', confidential: '秘密', secret: '机密' };
export const relationTo = { supplement: '补充', renewal: '续签', replacement: '替换', related: '相关' };
export const scanState = { reading: '识别中', read: '待核对', set_aside: '暂存', rescan: '待重扫', rejected: '已退回', registered: '已登记', merged: '已并入他件' };

export const finding = {
  amountMismatch: '大写与小写金额不一致：小写 {{digits}}，大写 {{uppercase}}（{{uppercaseValue}}）。',
  usccInvalid: '{{side}}统一社会信用代码 {{code}} {{reason}}。',
  expiredBeforeSigned: '到期日 {{expiresOn}} 早于签订日 {{signedOn}}。',
  depositOverTwentyPercent: '定金为合同金额的 {{percent}}%，超过 20%。',
  missingPage: '缺第 {{page}} 页，共 {{of}} 页。',
  blankDate: '{{side}}日期空着。',
  blankSignature: '{{side}}没有签字。',
  missingStamp: '{{side}}没有盖章。',
  courtAndArbitration: '既约定诉讼又约定仲裁。',
  paymentPercents: '付款比例合计 {{sum}}%，不是 100%。',
  missingElement: '没有找到{{element}}条款。',
  labelTorn: '页上的标签残缺或读错，校验位对不上（{{code}}）。请对照纸面手工归入。',
  labelElsewhere: '页上是另一套系统的标签（{{code}}）。',
  labelUnknown: '页上的标签完好，但这里没有这个号（{{code}}）。',
  labelNotACopy: '页上的标签不是文件的标签（{{code}}），是库位或借阅证的。',
  labelSeveral: '页上有几份不同文件的标签（{{code}}）。请看看是不是扫到一起了。',
  other: '有一处不合（{{type}}）。',
};
export const element = { parties: '当事人', subject: '标的', quantity: '数量', quality: '质量', price: '价款', performance: '履行期限、地点和方式', breach: '违约责任', dispute: '争议解决' };
export const usccReason = { length: '不是 18 位', alphabet: '有不该有的字符', checkDigit: '校验位不对' };

export const quality = {
  resolution: '分辨率 {{measured}} dpi，低于 {{limit}}',
  'resolution-unknown': '分辨率测不出来',
  'small-text': '有 {{measured}} 毫米的小字，按标准小字宜用 {{limit}} dpi 扫描',
  'dense-text': '字小而密，一张约 {{measured}} 字，按标准宜用 {{limit}} dpi 扫描',
  'faint-text': '字迹浅淡，按标准宜用 {{limit}} dpi 扫描',
  skew: '歪斜 {{measured}}°，已扶正',
  blur: '不清晰',
  blank: '空白页',
  cut: '边上有内容被切掉',
  'seal-not-in-colour': '有印章，但不是彩色扫描',
  'red-head-not-in-colour': '是红头文件，但不是彩色扫描',
  'picture-not-in-colour': '有照片或图片，但不是彩色扫描',
  photo: '拍照件，已校正',
  'doubtful-text': '文字识别把握不大',
};

export const pageFailure = {
  broken: '图像已损坏，打不开。请重新扫描这一页。',
  empty: '文件是空的。请重新扫描。',
  'too-large': '图像过大，没有打开。请用低一些的分辨率重扫。',
  unsupported: '不支持这种图像。请转成 PDF 或 JPEG 再传。',
  'cut-short': '文件不完整，可能没有复制完。请重新扫描或重传。',
  crashed: '识别程序中断了。可以再识别一次；还不行请重扫。',
  'vault-full': '保险库的磁盘满了。腾出空间后再识别。',
  unreadable: '识别时出了错。可以再识别一次；还不行请重扫。',
  'file-missing': '保险库里找不到收到的原文件。请管理员从备份恢复，再识别。',
  'password-needed': '原文件加了密，没有能打开它的密码。请重传一份不加密的。',
};

export const reading = {
  again: '重新识别',
  againPage: '重新识别这一页',
  againAsked_other: '{{count}} 页已排队，重新识别',
  failedPages_other: '有 {{count}} 页没读出来，要素可能不全：',
  pageFailed: '这一页没读出来。{{why}}',
  correctLine: '改正这一行',
  correctLineHint: '识别的原文会另外保留。',
  lineText: '这一行的文字',
  lineOnPage: '这一行在页面上的样子',
  takeEngineText: '改回识别的文字',
  corrected: '已改正',
  takenBack: '已改回识别的文字',
  lost_other: '有 {{count}} 处改正过的文字，重新识别后对不上任何一行',
  lostLine: '第 {{number}} 页：改成「{{text}}」，当时识别为「{{was}}」',
  showPlace: '看位置',
  takeBack: '不要了',
};

export const viewer = {
  keysTitle: '看页面',
  zoomIn: '放大',
  zoomOut: '缩小',
  fit: '整页',
  width: '适合宽度',
  next: '下一页',
  previous: '上一页',
  of: '{{number}} / {{of}}',
  broken: '这一页的图像没有取到，稍后再试。',
  correctText: '改正文字',
  pageText: '第 {{number}} 页的文字，上下键选行，回车改正',
  pages: '页面',
  page: '第 {{number}} 页',
};
