import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { pinyin } from 'pinyin-pro';
import { Refusal } from '../platform/errors.ts';
import { type Estimate, passwordVerdict, type PasswordVerdict } from './password.rules.ts';

// The list of leaked passwords is an English-speaking one; these pieces are what Chinese lists add to it, and what an archive's people would think of.
const chinesePieces = (
  'woaini woaiwo aini iloveyou 520 521 1314 520520 521521 1314520 5201314 5211314 7758521 7758258 3344520 147258 147258369 123321 112233 111222 168168 888888 666666 518518 ' +
  'zhang wang li liu chen yang huang zhao wu zhou zhangsan lisi wangwu zhaoliu xiaoming ' +
  'zhongguo china beijing shanghai guangzhou shenzhen changsha wuhan chengdu hangzhou nanjing tianjin chongqing huawei alibaba taobao tencent weixin wechat baidu qq qwer asdf zxcv ' +
  'admin administrator root system guest test user manager password passwd mima qige archive archives dangan danganshi hetong contract contracts gongsi company welcome hello abc abcd abc123 a123 aa123 aaa123'
).split(' ');

let estimator: ZxcvbnFactory | undefined;

/** Made when the first password is set: the lists take a moment and some memory. */
const theEstimator = (): ZxcvbnFactory => (estimator ??= new ZxcvbnFactory({ dictionary: { ...dictionary, 'chinese-common': chinesePieces }, graphs: adjacencyGraphs, maxLength: 128 }));

export interface Bearer {
  name?: string | undefined;
  email?: string | undefined;
}

/** How hard a password is to guess for somebody who knows whose it is. Nothing leaves this process. */
export function estimatePassword(password: string, bearer: Bearer = {}): Estimate {
  const own = wordsOf(bearer);
  const { guessesLog10, sequence } = theEstimator().check(password.normalize('NFKC'), own);
  const pieces = sequence.map((match): Estimate['pieces'][number] => {
    const list = 'dictionaryName' in match ? String(match.dictionaryName) : '';
    return { text: match.token, from: list === 'userInputs' || own.includes(match.token.toLowerCase()) ? 'own' : list === 'passwords-common' || list === 'chinese-common' ? 'leaked' : 'other' };
  });
  return { guessesLog10, pieces };
}

/** A name is typed into a password in pinyin: 张三丰 as zhangsanfeng, sanfeng, zsf. */
function wordsOf({ name = '', email = '' }: Bearer): string[] {
  const syllables = pinyin(name, { toneType: 'none', type: 'array' }).map((one) => one.toLowerCase().trim()).filter(Boolean);
  const words = [name, syllables.join(''), syllables.slice(1).join(''), syllables.map((one) => one[0]).join(''), ...syllables, ...email.split(/[^\p{L}\p{N}]+/u), email.split('@')[0] ?? '', email];
  return [...new Set(words.map((word) => word.toLowerCase()).filter((word) => word.length > 2))];
}

export function verdictOf(password: string, bearer: Bearer): PasswordVerdict {
  return passwordVerdict(estimatePassword(password, bearer));
}

const sentences = {
  leaked: 'This password stands in lists of leaked passwords, which are tried first.',
  own: 'This password is made of the person’s own name or address, which is tried first.',
  guessable: 'This password is easily guessed: a pattern, a date, or a common word with something added.',
} as const;

export function refuseWeakPassword(password: string, bearer: Bearer): void {
  const verdict = verdictOf(password, bearer);
  if (verdict.kind !== 'good') throw new Refusal('password_weak', sentences[verdict.kind], verdict);
}
