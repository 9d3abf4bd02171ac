import words from './data.json' with { type: 'json' };

const FIELDS: ReadonlySet<string> = new Set(words.fields);
const PERSON_FIELDS: ReadonlySet<string> = new Set(words.personFields);
const PERSON_SCOPES: ReadonlySet<string> = new Set(words.personScopes);
const OTHER_SCOPES: ReadonlySet<string> = new Set(words.otherScopes);

const FALLBACK = /\|\s*default\b|[:,]\s*default\s*=|"default=|\bdefaultIfEmpty\b|personalization_token\([^,]{1,80},|\?:|\bfallback\s*=|^(?:data|var):[^:]{1,60}:|^S\d:[^:]{1,60}:|^user_data~[^~]{1,60}~|\bIIF\(\s*EMPTY/i;

/** Whether a field that may be something else ("title", "position") is alone in its tag: after "as the ..." it is the reader's. */
export function mayPrintJobTitle(expression: string): boolean {
  const name = normal(expression.replace(/^[!{=]+|[}=]+$/g, '').split('|')[0] ?? '');
  return PERSON_FIELDS.has(name) || FIELDS.has(name);
}

/** Whether the expression of an output tag prints the reader's own job title; the sender's, a vacancy's or a loop's position is another thing. */
export function printsJobTitle(expression: string): boolean {
  const names = expression.split(/[^\p{L}\p{N}_ -]+/u).map(normal).filter((name) => name !== '');
  return names.some((name, index) => {
    const scope = names[index - 1] ?? '';
    if (OTHER_SCOPES.has(scope)) return false;
    return FIELDS.has(name) || (PERSON_FIELDS.has(name) && PERSON_SCOPES.has(scope));
  });
}

/** Whether the tag says what to print when the field is empty. */
export function hasFallback(expression: string): boolean {
  return FALLBACK.test(expression);
}

function normal(name: string): string {
  return name.toLowerCase().replace(/[_ -]/g, '');
}
