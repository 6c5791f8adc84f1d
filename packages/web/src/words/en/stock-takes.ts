export const stockTakes = {};
