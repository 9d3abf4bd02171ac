import type { CampaignResult, Checked, Preview } from './result.js';

/** A file with its path inside what was dropped. */
export interface NamedFile {
  readonly name: string;
  readonly file: Blob;
}

let token = '';

/** The service wants a token that it was not given, or, when one was `refused`, another one. */
export class TokenWanted extends Error {
  readonly refused = token !== '';
}

export function rememberToken(value: string): void {
  token = value.trim();
}

export async function checkFiles(name: string, files: readonly NamedFile[]): Promise<Checked> {
  const form = new FormData();
  for (const { name: path, file } of files) form.append('files', file, path);
  return check(name, form);
}

export async function checkText(source: string): Promise<Checked> {
  const form = new FormData();
  form.append(kindOf(source), source);
  return check('pasted text', form);
}

/** The README of a rule, Markdown. */
export async function explanationOf(rule: string): Promise<string> {
  return (await ask(`/v1/rules/${rule}`)).text();
}

async function check(name: string, form: FormData): Promise<Checked> {
  const response = await ask('/v1/preview', { method: 'POST', body: form });
  const { lint, preview } = (await response.json()) as { lint: { campaigns: readonly CampaignResult[] }; preview: Preview };
  const [result] = lint.campaigns;
  if (!result) throw new Error('The service answered without a campaign.');
  return { name, result, preview };
}

async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(path, { ...init, ...(token !== '' && { headers: { authorization: `Bearer ${token}` } }) });
  if (response.ok) return response;
  if (response.status === 401) throw new TokenWanted();
  const { detail, title } = (await response.json().catch(() => ({}))) as { detail?: string; title?: string };
  throw new Error(detail ?? title ?? `The service answered ${String(response.status)}.`);
}

/** A raw message opens with header fields, MJML with its root tag; all else is taken for HTML. */
function kindOf(source: string): 'html' | 'mjml' | 'eml' {
  if (/<mjml[\s>]/i.test(source.slice(0, 4096))) return 'mjml';
  return /^\s*(?:From|To|Subject|Date|Received|Return-Path|Delivered-To|MIME-Version|Message-ID|Content-Type|X-[\w-]+)\s*:/i.test(source) ? 'eml' : 'html';
}
