import { phrasePattern } from './phrases.js';
import phrases from './view-online.json' with { type: 'json' };

/** "View in your browser", "wird nicht richtig dargestellt": the line that mail systems put above a mail, in over thirty languages; to be used on what `plainText` returns. */
export const VIEW_ONLINE = phrasePattern(phrases);
