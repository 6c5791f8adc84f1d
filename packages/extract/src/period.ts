/** Patterns of a small number and of a length of time, in digits or in words. */
export const smallNumber = '[\\d一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾]{1,4}';
export const period = `${smallNumber}\\s?个?\\s?(?:半)?\\s?(?:年半|年|个月|月|日历天|工作日|天|日|小时)`;
