/** Patterns for `like` in which what somebody typed stands for itself alone. */
const literal = (text: string): string => text.replaceAll(/[\\%_]/g, String.raw`\$&`);

export const beginningWith = (text: string): string => `${literal(text)}%`;
export const containing = (text: string): string => `%${literal(text)}%`;
