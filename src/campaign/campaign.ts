import type { Document, Element } from 'domhandler';
import type { Located, LocatedText, Location } from './location.js';
import type { Manifest } from './manifest.js';
import type { TemplateTag } from './merge/template-tags.js';

/**
 * A campaign and what is known of it. Every fact is computed once, when a rule first asks for it.
 * Facts are neutral: a campaign says "this text is hidden by colour", a rule says whether that is wrong.
 */
export interface Campaign {
  /** As given on the command line, or `-` for standard input. */
  readonly path: string;
  /** Absolute path of the folder whose files the mail may show; absent when it came without one (standard input, HTTP). */
  readonly folder?: string;
  /** Empty when only a body was given. */
  readonly manifest: Manifest;
  /** Whether a manifest was given. A lone body file declares nothing about kind, sender or audience. */
  readonly declared: boolean;
  /** Message inputs that this campaign has; `needs` of a rule is compared with them. */
  readonly given: ReadonlySet<MessageInput>;

  readonly subject: Located | undefined;
  /** The manifest's preheader, else the hidden first text of the body. */
  readonly preheader: Located | undefined;
  /** From header or manifest: display name and address as written. */
  readonly from: Located | undefined;
  /** The text/plain part. */
  readonly text: LocatedText | undefined;
  /** In order, names as written. Only an EML has headers. */
  readonly headers: readonly Header[];
  readonly attachments: readonly Attachment[];

  /** The bytes of the .eml; absent when the campaign is not one. */
  readonly message?: Uint8Array;

  /** Undefined when the campaign has no HTML (an EML with text only). */
  readonly html: HtmlDocument | undefined;
  /** Text as a reader sees it on a desktop client that honours CSS, and what is hidden from him. */
  readonly visibleText: VisibleText;
  readonly links: readonly Link[];
  readonly images: readonly Image[];
  /** ESP template tags in subject, preheader, from, html and text, in that order. */
  readonly templateTags: readonly LocatedTemplateTag[];
  /** MJML whose end tags do not match: mjml accepts it silently and drops the text. Empty for other sources. */
  readonly mjmlFaults: readonly MjmlFault[];
  /** Files that make up this campaign, by the name used in locations: for excerpts. */
  readonly sources: ReadonlyMap<string, string>;
  /** Place of a manifest field's value (`sender.country`), part `manifest`. */
  readonly locateField: (field: string) => Location;
}

export type MessageInput = 'html' | 'text' | 'subject' | 'preheader' | 'from' | 'headers' | 'manifest';

export interface Header {
  readonly name: string;
  /** Unfolded, encoded words (RFC 2047) decoded. */
  readonly value: string;
  readonly location: Location;
}

export interface Attachment {
  readonly filename: string | undefined;
  readonly mimeType: string;
  readonly disposition: 'attachment' | 'inline' | undefined;
  /** Without angle brackets. */
  readonly contentId: string | undefined;
  readonly content: Uint8Array;
}

/**
 * HTML as the mail client gets it (compiled, when the source is MJML), parsed by parse5 after template tags were masked with
 * text of the same length, so that offsets hold.
 */
export interface HtmlDocument {
  /** Unmasked HTML. */
  readonly source: string;
  /** domhandler tree; every node has `sourceCodeLocation` with offsets into `source`. */
  readonly root: Document;
  /** Text in the tree holds masks; this gives the text as the author wrote it, template tags included. */
  unmask(text: string): string;
  /** Place of an offset range of `source`, in the file the author edits: MJML positions when the source is MJML. */
  locate(start: number, end: number): Location;
  /** Place of an element's start tag. */
  locateElement(element: Element): Location;
}

export type BlockRole = 'preheader' | 'body' | 'button' | 'footer';

/** A run of text that a reader takes in at once: a paragraph, a cell, a list item, a button. */
export interface TextBlock {
  readonly role: BlockRole;
  /** White space collapsed, template tags as the author wrote them. */
  readonly text: string;
  /** Its lines where `<br>` breaks it, as `text` else; empty when nothing does. */
  readonly lines: readonly string[];
  /** Nearest `lang` attribute at or above the block, but below `<html>` and `<body>`. */
  readonly lang: string | undefined;
  /** Element that holds it: `p`, `td`, `h1`, `a`, `li`. */
  readonly element: Element;
  /** Offset into the HTML's source: the order of blocks and images, which locations do not tell (all of a base64 part have one line, those of MJML with includes several files). */
  readonly start: number;
  readonly location: Location;
}

export type HiddenBy =
  | 'display' | 'visibility' | 'opacity' | 'font-size' | 'max-height' | 'color' | 'mso-hide' | 'off-screen' | 'hidden-attribute';

export interface HiddenText {
  readonly text: string;
  readonly by: HiddenBy;
  /** A media query shows it, or the same text stands visibly elsewhere: a swap between desktop and mobile. */
  readonly responsive: boolean;
  readonly location: Location;
}

export interface VisibleText {
  /** In document order. */
  readonly blocks: readonly TextBlock[];
  readonly hidden: readonly HiddenText[];
}

export interface Link {
  /** As written, entities decoded, template tags unmasked. */
  readonly href: string;
  /** Visible text, else the alt texts of its images joined by a space. */
  readonly text: string;
  readonly title: string | undefined;
  /** Its aria-label, which screen readers say instead of its text. */
  readonly label: string | undefined;
  readonly role: 'text' | 'button' | 'image' | 'area';
  readonly visible: boolean;
  readonly inFooter: boolean;
  /** It exists only inside an Outlook conditional comment. */
  readonly msoOnly: boolean;
  readonly location: Location;
}

export interface Image {
  readonly kind: 'img' | 'css-background' | 'attribute-background' | 'vml';
  /** As written, template tags unmasked. */
  readonly src: string;
  /** `undefined`: no alt attribute. */
  readonly alt: string | undefined;
  /** CSS pixels: attributes, then inline and style-block CSS; undefined where nothing says. Percentages are resolved against 600. */
  readonly width: number | undefined;
  readonly height: number | undefined;
  /** `pixel`: at most 3x3 and not named a spacer, or hidden for good. `spacer`: no content by name and size. `icon`: at most 64 wide and, if that is known, high. */
  readonly purpose: 'content' | 'icon' | 'spacer' | 'pixel';
  readonly visible: boolean;
  readonly inFooter: boolean;
  /** href of the link around it. */
  readonly href: string | undefined;
  /** As in `TextBlock`; Infinity for a picture that is only attached. */
  readonly start: number;
  readonly location: Location;
}

export interface LocatedTemplateTag extends TemplateTag {
  readonly location: Location;
  /**
   * Where it stands. `attribute` names the attribute in `attribute`; `code` is inside `<code>` or `<pre>`;
   * `comment` is inside an HTML comment; `style` inside `<style>` or `<script>`.
   */
  readonly context: 'text' | 'attribute' | 'code' | 'comment' | 'style' | 'markup';
  readonly attribute: string | undefined;
}

export interface MjmlFault {
  readonly kind: 'unclosed-tag' | 'unexpected-end-tag' | 'unknown-tag' | 'mjml-error';
  readonly tag: string;
  /** What mjml or the parser says. */
  readonly message: string;
  readonly location: Location;
}
