import type { Field } from './field.ts';
import { textAt } from './field.ts';
import type { Flow } from './flow.ts';
import { entryLabels } from './words.ts';

const labels = [
  /(?:合\s?同)?(?:签\s?[订定署约]|订\s?立|履约签订)\s?(?:的)?\s?(?:地\s?[点址]|地)[ ]?(?:为?[:;.]\s?|\t|(?=[\u4e00-\u9fff]{2,}[市区县省州]))/g,
  /(?<=\d[日号\d]?[\s\t]?)(?:地\s?点)\s?[:;.]\s?/g,
  /(?:Place of (?:Signing|Execution|Signature)|Signed at|(?<=^|[\n\t])Place(?=\s?:))\s?:?\s?/gi,
] as const;
const prose = /(?:于|在)[^。;\n]{4,18}[日号]\s?(?:在|于)\s?([\u4e00-\u9fff]{2,20}?)\s?(?:就[^。;\n]{2,40}?)?(?:签\s?[订署]|订\s?立|签约)/g;
const withDate = /(?:签\s?[订署约]|订\s?立)\s?(?:时间|日期)[及和与、]地点\s?:[^。;\n]{6,18}[日号\d]\s?[,、]?\s?[于在]?\s?([\u4e00-\u9fff]{2,20}?)(?=[\s。;,]|$)/gm;
const signedIn = /(?:合同|协议)\s?(?:签\s?[订署]|订\s?立)\s?[于在]\s?([\u4e00-\u9fff]{2,20}?)(?=[\s。;,]|$)/gm;
const proseFirst = /(?:本|该)?(?:合同|协议)[^。;\n]{0,12}?在\s?([\u4e00-\u9fff]{2,20}?)\s?(?:就[^。;\n]{2,40}?)?(?:签\s?[订署]|订\s?立|签约)(?!的|地)/g;
const stop = new RegExp(`[\\n\\t\\f,;。:_]|\\s(?=(?:${entryLabels}))|(?:${entryLabels})\\s?:|\\s(?=\\S{2,8}:)|[(](?!.{1,8}[)][\\u4e00-\\u9fff])`);

const latinStop = /[\n\t\f;:_]|\s(?=\S{2,12}:)|\.(?:\s|$)/;

/** Place of signing, from its label or the sentence that says when and where the contract was signed. */
export function signedPlaceOf(flow: Flow, main: number): Field | null {
  for (const label of labels) {
    for (const match of flow.text.matchAll(label)) {
      const start = match.index + match[0].length;
      const rest = flow.text.slice(start, start + 40);
      const cut = rest.search(/^[A-Z]/.test(rest) ? latinStop : stop);
      const text = rest.slice(0, cut < 0 ? undefined : cut).trimEnd();
      if (start < Math.max(main, 1) + 1 && /^[\u4e00-\u9fffA-Za-z]/.test(text) && text.length >= 2 && !/^\d|法院|仲裁/.test(text)) return textAt(flow, { start, end: start + text.length });
    }
  }
  for (const pattern of [withDate, prose, proseFirst, signedIn]) {
    for (const match of flow.text.matchAll(pattern)) {
      const text = match[1] ?? '';
      if (match.index > main || /平等|自愿|基础|友好|双方|原则|公平/.test(text)) continue;
      const start = match.index + match[0].lastIndexOf(text);
      return textAt(flow, { start, end: start + text.length });
    }
  }
  return null;
}
