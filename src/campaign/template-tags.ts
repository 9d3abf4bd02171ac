/** Delimiters of ESP template languages. Which dialect uses them is a separate question. */
export type TagSyntax =
  | '{{ }}' | '{% %}' | '*| |*' | '%% %%' | '[[ ]]' | '<% %>' | '${ }' | '%NAME%' | '{scope.name}' | '<< >>';

/** One template tag in a source text. */
export interface TemplateTag {
  readonly syntax: TagSyntax;
  /** `output` prints a value; `statement` steers (if, for, else, end, set, comment). */
  readonly kind: 'output' | 'statement';
  /** The tag as written, delimiters included. */
  readonly raw: string;
  /** Without delimiters, trimmed. */
  readonly expression: string;
  /** Offsets into the text it was found in, end exclusive. */
  readonly start: number;
  readonly end: number;
}
