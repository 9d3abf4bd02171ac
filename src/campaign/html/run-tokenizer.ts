import { Token, Tokenizer, TokenizerMode } from 'parse5';

const SPACE = 0x20;

/** By ASCII code: 1 for what is nothing but itself in text, comments and attribute values of every kind. */
const IS_PLAIN = Uint8Array.from({ length: 0x80 }, (_, code) => (code > SPACE && !`"'<>&-!]\``.includes(String.fromCharCode(code)) ? 1 : 0));

/** By ASCII code: 1 for what stands for itself in the names of tags and attributes. */
const IS_IN_NAME = Uint8Array.from({ length: 0x80 }, (_, code) => (/[a-z\d:_-]/.test(String.fromCharCode(code)) ? 1 : 0));

/**
 * parse5's tokenizer, but for two things that cost most of its time and garbage. It makes a token of each word and of each space between two; here what
 * follows a word is one text with it, as the parser treats both alike (but in a frameset or the columns of a template, where text has no place). And it goes
 * through its states for each character; here a run of characters that are nothing but themselves is read at once, in names as well.
 */
export class RunTokenizer extends Tokenizer {
  protected override _emitCodePoint(cp: number): void {
    const isSpace = cp === SPACE || cp === 0x0A || cp === 0x09 || cp === 0x0C;
    if (isSpace && this.currentCharacterToken?.type === Token.TokenType.CHARACTER) this._extendRun(cp);
    else super._emitCodePoint(cp);
  }

  protected override _extendRun(cp: number): void {
    super._extendRun(cp);
    const isText = this.state === TokenizerMode.DATA || this.state === TokenizerMode.RCDATA || this.state === TokenizerMode.RAWTEXT;
    if (cp <= SPACE || !(isText || this.currentToken)) return; // a line is counted where the next one begins; scripts have states of several characters
    const { preprocessor } = this;
    const { html } = preprocessor;
    let { pos } = preprocessor;
    while (isPlain(html.charCodeAt(pos + 1))) pos++;
    preprocessor.pos = pos;
    this.runEnd = pos + 1;
  }

  protected override _stateTagName(cp: number): void {
    const { currentToken } = this;
    if (isInName(cp) && currentToken && 'tagName' in currentToken) currentToken.tagName += this.#restOfName();
    else super._stateTagName(cp);
  }

  protected override _stateAttributeName(cp: number): void {
    if (isInName(cp)) this.currentAttr.name += this.#restOfName();
    else super._stateAttributeName(cp);
  }

  /** From the current character on. */
  #restOfName(): string {
    const { preprocessor } = this;
    const { html, pos } = preprocessor;
    let end = pos + 1;
    while (isInName(html.charCodeAt(end))) end++;
    preprocessor.pos = end - 1;
    return html.slice(pos, end);
  }
}

/** Not what is behind the end. */
function isInName(unit: number): boolean {
  return IS_IN_NAME[unit] === 1;
}

/** Halves of a pair are none, and what is behind the end. */
function isPlain(unit: number): boolean {
  return unit < 0x80 ? IS_PLAIN[unit] === 1 : unit < 0xD800 || unit > 0xDFFF;
}
