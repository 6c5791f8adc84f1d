import type { Flow } from './flow.ts';

/** A heading: 附件, 附件一：…, 补充协议; a wrapped line that begins with the word ends in a sentence. */
const annex = /^(?:(?:合同)?(?:附件|附录|附表)|补充协议|补充合同|变更协议|(?:Annex|Appendix|Schedule|Exhibit)\b)[^。;,]*$/i;
const closing = /(?:盖章|签章|签字|签名|代表人|签署|Signature|Seal)/;

/**
 * Where the contract itself ends in the flowing text: before an annex or a second agreement that begins, as a short line of its own, after the parties
 * have signed. The text's length where nothing follows.
 */
export function mainEnd(flow: Flow): number {
  let start = 0;
  let signed = false;
  for (const line of flow.text.split(/[\n\f]/)) {
    if (start > 150 && signed && line.length < 40 && annex.test(line.trim())) return start;
    if (/^.{0,30}[(]?(?:盖章|签章|签字|公章)/.test(line) || (closing.test(line) && line.length < 60)) signed = true;
    start += line.length + 1;
  }
  return flow.text.length;
}
