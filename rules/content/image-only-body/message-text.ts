import type { Element } from 'domhandler';
import { findAll, textContent } from 'domutils';
import type { Campaign, TextBlock } from '#campaign/campaign.js';
import { GREETING } from '#campaign/facts/greetings.js';
import { plainText } from '#campaign/facts/phrases.js';
import { unsubscribeStrength } from '#campaign/facts/unsubscribe.js';
import { VIEW_ONLINE } from '#campaign/facts/view-online.js';
import { computedStylesOf } from '#campaign/html/computed-styles.js';
import { isConfidentialityNotice } from '#language/repeated-notices.js';
import words from './frame-words.json' with { type: 'json' };
import { liveCharacters } from './live-characters.js';

/** How much a mail says, in live characters. */
export interface MessageText {
  readonly message: number;
  /** What stands around the message of any mail: greeting, signature, menus, notices, small print. */
  readonly frame: number;
}

interface Counted {
  message: number;
  frame: number;
  smallPrint: number;
  /** How many more lines may be the signature's. */
  signatureLines: number;
}

/** What the lines of a block have in common. */
interface Place {
  /** No signature goes on in it: a heading, a button. */
  readonly stands: boolean;
  readonly isMenu: boolean;
  readonly isSmallPrint: boolean;
}

const IN_TEXT: Place = { stands: false, isMenu: false, isSmallPrint: false };

// Live characters up to which a line can be what it begins like: "Dear Ms Kim," against "Dear readers, the workshop opens on Monday …".
const LONGEST_GREETING = 60;
const LONGEST_CLOSING = 60;
const LONGEST_SIGNATURE_LINE = 80;
const LONGEST_NOTICE = 400;
const LONGEST_LABEL = 30;

/** Name, title, firm, street, town, telephone, mail, site, and the closing itself. */
const MOST_SIGNATURE_LINES = 10;
const LEAST_LABELS = 3;
/** Share of a menu's letters that are labels of links. */
const NEARLY_ALL = .9;

/** Pixels: what stands below the last picture in such letters is its small print, unless it is longer than the conditions of an offer. */
const SMALL_PRINT = 12;
const LONGEST_SMALL_PRINT = 300;

const OPENING = new RegExp(`^[^\\p{L}]*(?:${GREETING}(?!\\p{L})|(?:${words.opening.join('|')}))|(?:${words.address.join('|')})[,、，]?$`, 'iu');
const CLOSING = new RegExp(`^[^\\p{L}]*(?:${words.closing.join('|')})`, 'iu');
const POSTSCRIPT = new RegExp(`^(?:${words.postscript.join('|')})`, 'iu');
/** How to reach the sender: an address, a site, a telephone number with its country or its leading zero. */
const CONTACT = /[^\s@]@[^\s@]+\.\p{L}|(?:https?:\/\/|www\.)\S|(?<![\d.,])(?:\+|\(?0)\d(?:[ ().\/-]{0,3}\d){6}/u;
const SEPARATOR = /[|·•‹›»]/;
const COPYRIGHT = /©|\(c\) ?(?:19|20)\d\d|copyright/i;
const HEADING = /^h[1-3]$/;

/** What a mail says, up to `most` live characters of message; of a mail with HTML what `blocks` of it say. */
export function messageText(campaign: Campaign, blocks: readonly TextBlock[], most: number): MessageText {
  const counted: Counted = { message: 0, frame: 0, smallPrint: 0, signatureLines: 0 };
  if (campaign.html) countBlocks(counted, campaign, blocks, most);
  else countLines(counted, (campaign.text?.value ?? '').split(/\r?\n/).map((line) => line.trim()), IN_TEXT, most);
  const { message, frame, smallPrint } = counted;
  return smallPrint <= LONGEST_SMALL_PRINT ? { message, frame: frame + smallPrint } : { message: message + smallPrint, frame };
}

function countBlocks(counted: Counted, campaign: Campaign, blocks: readonly TextBlock[], most: number): void {
  const lastPicture = campaign.images.findLast(({ visible, inFooter, purpose }) => visible && !inFooter && purpose === 'content')?.start ?? Infinity;
  for (const block of blocks) {
    const { element, role, lines, text, start } = block;
    const place = {
      stands: role === 'button' || HEADING.test(element.name),
      isMenu: isRowOfLinks(element),
      isSmallPrint: lastPicture < start && isSmall(campaign, block),
    };
    countLines(counted, lines.length > 0 ? lines : [text], place, most);
    if (counted.message >= most) return;
  }
}

function countLines(counted: Counted, lines: readonly string[], { stands, isMenu, isSmallPrint }: Place, most: number): void {
  for (const text of lines) {
    const length = liveCharacters(text);
    if (length === 0) continue;
    if (length <= LONGEST_CLOSING && CLOSING.test(text)) counted.signatureLines = MOST_SIGNATURE_LINES;
    const isSignature = counted.signatureLines > 0 && !stands && length <= LONGEST_SIGNATURE_LINE && !POSTSCRIPT.test(text);
    counted.signatureLines = isSignature ? counted.signatureLines - 1 : 0;
    if (isMenu || isSignature || isFrameLine(text, length)) counted.frame += length;
    else if (isSmallPrint) counted.smallPrint += length;
    else if ((counted.message += length) >= most) return;
  }
}

function isFrameLine(line: string, length: number): boolean {
  if (length > LONGEST_NOTICE) return false;
  if (length <= LONGEST_GREETING && OPENING.test(line)) return true;
  if (length <= LONGEST_SIGNATURE_LINE && (CONTACT.test(line) || COPYRIGHT.test(line))) return true;
  return areLabels(line.split(SEPARATOR).map((part) => part.trim())) || unsubscribeStrength(line) !== undefined || VIEW_ONLINE.test(plainText(line)) || isConfidentialityNotice(line);
}

function areLabels(parts: readonly string[]): boolean {
  return parts.length >= LEAST_LABELS && parts.every((part) => part.length <= LONGEST_LABEL);
}

/** Links side by side, and hardly a word besides. */
function isRowOfLinks(element: Element): boolean {
  const links = findAll(({ name }) => name === 'a', element.children);
  if (links.length < LEAST_LABELS) return false;
  const labels = links.map((link) => textContent(link).trim()).filter((label) => label !== '');
  return areLabels(labels) && liveCharacters(labels.join('')) >= NEARLY_ALL * liveCharacters(textContent(element));
}

function isSmall({ html }: Campaign, { element }: TextBlock): boolean {
  return html !== undefined && computedStylesOf(html).of(element).fontSize <= SMALL_PRINT;
}
