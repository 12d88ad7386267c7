import type { Language } from '../text/texts.js';
import { quote } from '../text/quote.js';
import type { Finding } from './domain/finding.js';
import { doctorTexts } from './doctor.texts.js';

const MOST_CHARACTERS = 1_800;

/** Findings as one message; what does not fit is counted. Commands in a fix stay readable as commands. */
export function showFindings(findings: readonly Finding[], language: Language): string {
  const texts = doctorTexts[language];
  if (findings.length === 0) return texts.well;
  const lines = [texts.found(findings.length)];
  let length = lines[0]!.length;
  for (const [place, { severity, problem, fix }] of findings.entries()) {
    const line = `${texts.severity[severity]} ${quote(problem)}\n-# ${shownFix(fix)}`;
    length += line.length + 1;
    if (length > MOST_CHARACTERS) return [...lines, texts.more(findings.length - place)].join('\n');
    lines.push(line);
  }
  return lines.join('\n');
}

/** Our own words but for names of channels and roles: what stands between backticks is ours. */
function shownFix(fix: string): string {
  return fix
    .split(/(`\/[a-z ]+`|`retry`)/)
    .map((part, place) => (place % 2 === 1 ? part : quoteKeepingSpaces(part)))
    .join('');
}

function quoteKeepingSpaces(part: string): string {
  const [, before = '', text = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(part) ?? [];
  return `${before}${quote(text)}${after}`;
}
