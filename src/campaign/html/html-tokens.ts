import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';

const IGNORE_ALL: TokenizerCallbacks = {
  onattribdata: () => undefined,
  onattribentity: () => undefined,
  onattribend: () => undefined,
  onattribname: () => undefined,
  oncdata: () => undefined,
  onclosetag: () => undefined,
  oncomment: () => undefined,
  ondeclaration: () => undefined,
  onend: () => undefined,
  onopentagend: () => undefined,
  onopentagname: () => undefined,
  onprocessinginstruction: () => undefined,
  onselfclosingtag: () => undefined,
  ontext: () => undefined,
  ontextentity: () => undefined,
};

/**
 * Calls back for each token of `html`, with offsets; entities stay as they are. Name offsets exclude `<` and `</`; the offset that
 * ends a tag is that of its `>`; the one that ends an attribute lies after its closing quote.
 */
export function tokenizeHtml(html: string, callbacks: Partial<TokenizerCallbacks>, { recognizeSelfClosing = false } = {}): void {
  const tokenizer = new Tokenizer({ decodeEntities: false, recognizeSelfClosing }, { ...IGNORE_ALL, ...callbacks });
  tokenizer.write(html);
  tokenizer.end();
}
