export const custody = {};
