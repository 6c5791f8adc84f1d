export const shell = {
  name: '契阁',
  says: '纸质合同档案库',
  rooms: '各室',
  find: '查找',
  more: '更多',
  skip: '跳到正文',
  offline: '与服务器的连接断了，正在重连。已提交的内容都已保存。',
};

export const room = {
  today: '今日',
  scans: '接收',
  desk: '核对',
  contracts: '合同',
  search: '检索',
  parties: '客户',
  numbers: '编号',
  audit: '审计',
  people: '人员',
  settings: '设置',
};

export const act = {
  again: '重试',
  back: '返回',
  cancel: '取消',
  close: '关闭',
  save: '保存',
  add: '添加',
  edit: '修改',
  remove: '删除',
  undo: '撤销',
  open: '打开',
  copy: '复制',
  copied: '已复制',
  more: '再看一些',
  clear: '清除条件',
  columns: '显示的列',
  resetColumns: '恢复默认',
  loading: '正在读取',
};

export const signIn = {
  title: '登录',
  email: '邮箱',
  password: '密码',
  stay: '在这台设备上保持登录',
  enter: '登录',
  wrong: '邮箱或密码不对。连续输错会暂停片刻再让试。',
  setupFirst: '还没有管理员。请打开服务器启动时打印的设置链接，先建第一位管理员。',
};

export const setUp = {
  title: '建立第一位管理员',
  says: '这个链接只能用一次。管理员可以添加其他人员和部门。',
  noToken: '这个地址不完整。请从服务器启动时打印的内容里复制整条设置链接。',
  name: '姓名',
  nameWrong: '请填写姓名，最多 60 字。',
  emailWrong: '这不是邮箱地址。',
  passwordHint: '至少 10 个字符。',
  passwordShort: '还差 {{left}} 个字符。',
  make: '建立并登录',
};

export const keys = {
  title: '快捷键',
  everywhere: '各处',
  list: '列表',
  next: '下一行',
  previous: '上一行',
  open: '打开整页',
  peek: '在旁边看',
  choose: '勾选',
  chooseAll: '全部勾选',
  search: '去检索',
  resize: '列宽',
};

export const find = {
  hint: '合同、编号、客户、房间、操作；拼音首字母也行',
  room: '房间',
  act: '操作',
  keys: '快捷键',
  light: '浅色',
  dark: '深色',
  language: 'English',
  sheets: '打印分隔页',
  signOut: '退出登录',
  number: '编号',
  title: '合同',
  party: '客户',
  everywhere: '在全部页面里检索「{{words}}」',
};

export const trouble = {
  title: '这一屏没有打开',
  nothingHere: '这里没有东西',
  nothingHereWhy: '它可能已被移走，或者您没有查看的权限。',
};

export const error = {
  offline: '连不上服务器。您填的内容还在，连上后再试。',
  unauthenticated: '登录已过期，请重新登录。',
  forbidden: '您的角色不能做这件事，请找管理员。',
  'forbidden_out-of-sight': '这样一改，您自己就看不到这份合同了，所以没有保存。请选自己的部门，或请档案管理员处理。',
  'forbidden_cannot-carry-mark': '这个文件打不上水印，只有能下载无水印件的人可以取。请下载归档 PDF，上面有水印。',
  not_found: '找不到了，可能已被移走，或者您没有查看的权限。',
  invalid_request: '有内容填得不对，什么也没有改动。',
  too_many_requests: '试得太频繁，请等一分钟再试。',
  payload_too_large: '超过了这里能接收的大小。',
  setup_done: '管理员已经建好，请直接登录。',
  setup_token_wrong: '这个设置链接不对或已用过。请看服务器最近一次启动时打印的链接。',
  email_taken: '这个邮箱已有人使用。',
  last_administrator: '这是最后一位能授权的管理员，先指定另一位再改。',
  own_rights: '自己的权限不能自己改，请别人来改。',
  not_yours_to_give: '这超出了您持有或可以授予的权限，什么也没有改动。',
  role_in_use: '还有 {{people}} 人是这个角色，先给他们换一个。',
  role_built_in: '自带的角色不能改，请复制一份再改。',
  number_taken: '这个编号已经用过，编号不会重复使用。',
  number_voided: '这个编号已作废，编号不会重复使用。',
  scan_not_ready: '还不能登记，请先处理列出的问题。',
  scan_closed: '这份扫描件已经处理完，不能再改。',
  scan_changed: '这份扫描件刚被别人改过。您填的内容还在，请对照最新页面再登记。',
  arrangement_impossible: '页面不能这样调整，什么也没有改动。',
  nothing_to_undo: '没有可以撤销的调整了。',
  not_quarantined: '这个文件已不在隔离区。',
  password_wrong: '密码打不开这个文件，文件没有改动。',
  no_file_waiting: '没有等待处理的文件。',
  party_in_use: '这个客户的名称或代码与已有的客户冲突，什么也没有改动。',
  'party_in_use_code-differs': '两个客户的信用代码不同，不是同一家，什么也没有改动。',
  'party_in_use_code-taken': '这个信用代码已属于「{{party}}」，什么也没有改动。',
  'party_in_use_name-taken': '已有同名客户「{{party}}」。是同一家就合并，什么也没有改动。',
  'party_in_use_same-party': '这是同一个客户，不用合并。',
  'party_in_use_kind-differs': '我方主体和相对方不能合并。',
  party_exists: '已有这个名称或代码的客户。',
  relation_exists: '这两份合同已经有这层关系。',
  contract_changed: '这份合同刚被别人改过。您填的内容还在，请对照最新内容再保存。',
  state_impossible: '合同现在不能改成这个状态，什么也没有改动。请先看看它的最新状态。',
  search_unreadable: '检索式读不懂：请检查引号和括号是否成对。',
  vault_full: '档案库的磁盘满了。已收到的没有丢，腾出空间后再试。',
  unavailable: '服务器暂时没有回应。已保存的没有丢，稍后再试。',
  internal: '程序出错了，已记入日志。已保存的没有丢，请再试一次。',
};

export const theme = { title: '外观', light: '浅色', dark: '深色', system: '随系统' };
export const language = { title: '语言', 'zh-CN': '简体中文', en: 'English' };
