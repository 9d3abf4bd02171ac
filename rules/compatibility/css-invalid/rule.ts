import type { Element } from 'domhandler';
import type { HtmlDocument } from '#campaign/campaign.js';
import type { Location } from '#campaign/location.js';
import { parseStyleAttribute, passedOverIn, type Declaration } from '#campaign/html/css/declarations.js';
import { styleRulesIn } from '#campaign/html/css/style-rules.js';
import { elementsOf } from '#campaign/html/elements.js';
import { remembered } from '#campaign/remembered.js';
import { styleSheetsOf, type EmbeddedStyleSheet } from '#campaign/html/style-sheets.js';
import type { Problem } from '#rule/finding.js';
import { clipped } from '#rule/format-message.js';
import { defineRule } from '#rule/rule.js';
import { declarationFault, meantProperty, swallowedProperty, withoutColon, type DeclarationFault } from './declaration-fault.js';
import { braceFault, type BraceFault } from './open-braces.js';

type MessageId = DeclarationFault | BraceFault['kind'];

interface Faulty {
  readonly fault: DeclarationFault;
  readonly declaration: Declaration;
}

interface Found extends Faulty {
  readonly location: Location;
}

const DECLARATION_FAULTS: readonly DeclarationFault[] = ['colon', 'semicolon', 'color', 'hash', 'property', 'unit'];
const MOST_QUOTED = 60;
const MOST_NAMED = 10;

export default defineRule<MessageId, object>({
  id: 'compatibility/css-invalid',
  severity: 'warning',
  summary: 'CSS is written so that no client can read it',
  needs: ['html'],
  messages: {
    openBrace: 'A brace of this style block is never closed: what follows it is lost, and Gmail drops the whole block.',
    extraBrace: 'This style block closes a brace that was never opened: the rule behind it is lost.',
    openComment: 'A comment of this style block is never closed: what follows it is lost.',
    color: '"{{declaration}}" has a colour with a wrong number of digits{{times}}; clients pass it over.',
    colon: '"{{declaration}}" is written without a colon{{times}}; clients pass it over.',
    semicolon: '"{{declaration}}" lacks the semicolon before "{{meant}}"{{times}}; clients pass over both.',
    hash: '"{{declaration}}" has a colour without its #{{times}}; most clients pass it over.',
    unit: '"{{declaration}}" has a number without a unit{{times}}; most clients pass it over.',
    property: '"{{declaration}}" is no property of CSS{{times}}; "{{meant}}" may be meant.',
  },
  suggestions: {
    openBrace: 'Close it where the rule ends.',
    extraBrace: 'Take it out, or open it where the rule begins.',
    openComment: 'Close it with */ where it ends.',
    color: 'Write three or six digits behind the #.',
    colon: 'Write a colon behind the name.',
    semicolon: 'Write the semicolon.',
    hash: 'Write # before the digits.',
    unit: 'Write px behind the number.',
    property: 'Correct the name.',
  },
  defaultOptions: {},
  optionsSchema: {},
  *check({ html }) {
    if (!html) return;
    for (const sheet of styleSheetsOf(html)) {
      const fault = braceFault(sheet.css);
      if (fault) yield { messageId: fault.kind, location: sheet.locate(fault.at, fault.at + (fault.kind === 'openComment' ? 2 : 1)) };
    }
    const found = foundIn(html);
    for (const kind of DECLARATION_FAULTS) yield* problemOf(found.filter(({ fault }) => fault === kind));
  },
});

function* problemOf(group: readonly Found[]): Iterable<Problem<MessageId>> {
  const [first] = group;
  if (!first) return;
  const { fault, declaration, location } = first;
  const times = group.length === 1 ? '' : ` (the first of ${String(group.length)})`;
  const data = { declaration: written(first), times, meant: meantBy(fault, declaration) };
  yield { messageId: fault, data, location, places: group.map(written), evidence: { count: group.length, declarations: [...new Set(group.map(written))].slice(0, MOST_NAMED) }, ...(fault === 'unit' && { severity: 'info' as const }) };
}

function meantBy(fault: DeclarationFault, declaration: Declaration): string {
  if (fault === 'semicolon') return swallowedProperty(declaration) ?? '';
  return fault === 'property' ? meantProperty(declaration.property) ?? '' : '';
}

function foundIn(html: HtmlDocument): readonly Found[] {
  const found: Found[] = [];
  for (const sheet of styleSheetsOf(html)) {
    for (const { declarations } of styleRulesIn(sheet.tree, sheet.media)) for (const faulty of faultyAmong(declarations)) found.push({ ...faulty, location: placeIn(sheet, faulty.declaration) });
  }
  for (const element of elementsOf(html).filter(hasFaultyStyle)) {
    for (const faulty of faultyInStyle(element.attribs['style'] ?? '')) found.push({ ...faulty, location: html.locateElement(element) });
  }
  return found;
}

function hasFaultyStyle({ attribs: { style } }: Element): boolean {
  return style !== undefined && faultyInStyle(style).length > 0;
}

/** Of a `style` attribute: mails repeat them. */
const faultyInStyle = remembered((style): readonly Faulty[] => [
  ...faultyAmong(parseStyleAttribute(style)),
  ...passedOverIn(style).flatMap((part) => {
    const declaration = withoutColon(part);
    return declaration ? [{ fault: 'colon' as const, declaration }] : [];
  }),
]);

function faultyAmong(declarations: readonly Declaration[]): readonly Faulty[] {
  return declarations.flatMap((declaration) => {
    const fault = declarationFault(declaration);
    return fault ? [{ fault, declaration }] : [];
  });
}

/** The value where it first stands behind the property. */
function placeIn({ css, locate }: EmbeddedStyleSheet, { property, value }: Declaration): Location {
  const lower = css.toLowerCase();
  for (let at = lower.indexOf(property); at >= 0; at = lower.indexOf(property, at + 1)) {
    const end = /[;}]/.exec(css.slice(at))?.index ?? css.length - at;
    if (css.slice(at + property.length, at + end).includes(value)) return locate(at, at + end);
  }
  return locate(0, 1);
}

function written({ fault, declaration: { property, value } }: Faulty): string {
  return clipped(`${property}${fault === 'colon' ? '' : ':'} ${value}`, MOST_QUOTED);
}
