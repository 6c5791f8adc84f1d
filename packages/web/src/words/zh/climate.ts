export const climate = {};
