/** Text that is HTML already. Everything else is escaped when it is put into HTML. */
export interface Markup {
  readonly html: string;
}

type Value = string | number | Markup | undefined | false | readonly (Markup | undefined | false)[];

/** A template whose values are text unless they are `Markup`: what a campaign or a list says can never become markup. */
export function markup(strings: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return { html: strings.map((text, index) => text + (index < values.length ? htmlOf(values[index]) : '')).join('') };
}

/** HTML from elsewhere that is known to be safe where it is put. */
export function trusted(html: string): Markup {
  return { html };
}

/** Advice, in which names of options and commands stand between backticks. */
export function withCode(text: string): Markup {
  return { html: text.split(/`([^`]+)`/).map((piece, index) => (index % 2 === 0 ? escapeHtml(piece) : `<code>${escapeHtml(piece)}</code>`)).join('') };
}

function htmlOf(value: Value): string {
  if (value === undefined || value === false) return '';
  if (typeof value === 'string' || typeof value === 'number') return escapeHtml(String(value));
  if ('html' in value) return value.html;
  return value.map(htmlOf).join('');
}

/** For text and for attribute values in either quotes; control characters, which no reader shows, become a visible sign. */
function escapeHtml(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, '\ufffd')
    .replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);
}
