export const scanner = {
  picture: '摄像头画面',
  starting: '正在打开摄像头',
  torch: '手电',
  zoom: '放大',
  type: '输入标签上的号码',
  enter: '查',
  photo: '拍照识别',
  nothing: '照片里没有读到标签。靠近些、拍正、不要反光，再拍一张。',
  trouble: {
    insecure: '这个地址不能用摄像头',
    denied: '没有得到摄像头的许可',
    none: '这台设备没有摄像头',
    busy: '摄像头被别的程序占着',
  },
  advice: {
    insecure: '浏览器只在 HTTPS 或本机地址上开放摄像头，请管理员按运维手册启用 HTTPS。扫码枪、拍照识别和手工输入都照常可用。',
    denied: '点地址栏旁的锁形图标，允许使用摄像头，再点重试。扫码枪、拍照识别和手工输入都照常可用。',
    none: '用扫码枪对着标签扫，或输入标签上的号码。',
    busy: '关掉占用摄像头的程序，再点重试。',
  },
};
