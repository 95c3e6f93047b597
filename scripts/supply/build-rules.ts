import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** One file of a built extension, as text. */
export interface BuiltFile {
  /** Path in the build, with forward slashes. */
  path: string;
  text: string;
}

/** Something a build may not hold. */
export interface Breach {
  path: string;
  rule: string;
  /** Where it stands, with a few characters on both sides. */
  excerpt: string;
}

interface Rule {
  name: string;
  in: RegExp;
  pattern: RegExp;
  /** What may stand around a match all the same, each with its reason. */
  except?: readonly { around: RegExp; because: string }[];
  /** Matches that may stand in the whole build; none unless told. */
  most?: number;
}

const script = /\.js$/;
const page = /\.html$/;
const style = /\.css$/;
const any = /\.(js|html|css|json|svg)$/;
/** Scheme or host of another place. */
const foreign = String.raw`(?:[a-z][a-z0-9+.-]*:|\/\/)`;

const rules: readonly Rule[] = [
  { name: 'eval', in: script, pattern: /(?<![\w$.])eval\s*\(|(?:globalThis|window|self)\s*\.\s*eval\b/g },
  {
    name: 'code made of text',
    in: script,
    pattern:
      /(?<![\w$])(?<!instanceof )Function(?![\w$]|\.(?:prototype|call|apply|bind)\b)|\bset(?:Timeout|Interval)\(\s*["'`]/g,
    except: [
      {
        around: /"Cloudflare"\)\)return!1;try\{const (\w+)=Function;return new \1\(""\),!0\}catch/,
        because: 'zod asks whether it may; `jitless` is set, so it never does, and the policy refuses',
      },
      {
        around: /compile\(\)\{const (\w+)=Function,\w+=this\?\.content/,
        because: "zod's compiler, which `jitless` keeps out of use",
      },
    ],
  },
  {
    name: 'remote code',
    in: script,
    pattern: new RegExp(
      String.raw`\bimport\s*\(\s*(?!["'${'`'}](?:\.{1,2}\/|\/(?!\/)))|\b(?:from|import)\s*["']${foreign}|\bimportScripts\b|createElement\(\s*["'${'`'}]script`,
      'gi',
    ),
  },
  {
    name: 'navigation to an address that is not ours',
    in: script,
    pattern:
      /(?<![\w$.])open\s*\(|\b(?:window|self|globalThis|top|parent|opener|document)\s*\.\s*open\s*\(|\blocation\s*(?:\.\s*href\s*)?=(?!=)|\blocation\s*\.\s*(?:assign|replace)\s*\(|\bnavigation\s*\.\s*navigate\s*\(|\.submit\s*\(/g,
  },
  {
    name: 'a connection that no policy governs',
    in: script,
    pattern: /\b(?:webkit|moz)?RTC(?:PeerConnection|DataChannel|IceTransport)\b|\bWebTransport\b/g,
  },
  {
    name: 'a door to the network beside fetch',
    in: script,
    pattern: /\b(?:WebSocket|WebSocketStream|EventSource|XMLHttpRequest|sendBeacon|fetchLater)\b/g,
  },
  {
    name: 'a second fetch',
    in: script,
    // A page reads the package's own catalogs too, and nothing else by this form.
    pattern: /(?<![\w$.])fetch\s*\((?!`\/_locales\/\$\{[\w$]+\}\/messages\.json`\))/g,
    most: 1,
  },
  {
    name: 'a connection opened in advance',
    in: any,
    pattern: /\b(?:preconnect|dns-prefetch|prefetch|prerender|speculationrules)\b/gi,
  },
  {
    name: 'markup made of text',
    in: script,
    pattern:
      /\.(?:innerHTML|outerHTML|srcdoc)\s*=(?!=)|\b(?:insertAdjacentHTML|createContextualFragment|setHTMLUnsafe|parseHTMLUnsafe)\b|\bdocument\s*\.\s*write/g,
    except: [
      {
        around: /\|\|\(\w+\.innerHTML=\w+\.__html\)/,
        because: "Preact's dangerouslySetInnerHTML, which no component uses",
      },
    ],
  },
  {
    name: 'a page that loads or does what its files do not hold',
    in: page,
    pattern: new RegExp(
      String.raw`\b(?:src|href|action|data)\s*=\s*["']?\s*${foreign}|<script(?![^>]*\bsrc=)|\son[a-z]+\s*=|<(?:base|iframe|object|embed|form)\b|http-equiv`,
      'gi',
    ),
  },
  {
    name: 'a style that loads from elsewhere',
    in: style,
    pattern: new RegExp(String.raw`@import|url\(\s*["']?\s*(?!data:image\/)${foreign}`, 'gi'),
  },
];

const around = 60;

const excerptOf = (text: string, at: number) =>
  text.slice(Math.max(0, at - around), at + around).replace(/\s+/g, ' ');

const breachesOf = (rule: Rule, files: readonly BuiltFile[]): Breach[] => {
  const found = files
    .filter(({ path }) => rule.in.test(path))
    .flatMap(({ path, text }) =>
      [...text.matchAll(rule.pattern)].map(({ index }) => ({
        path,
        rule: rule.name,
        excerpt: excerptOf(text, index),
      })),
    )
    .filter(({ excerpt }) => !rule.except?.some((one) => one.around.test(excerpt)));
  return found.length > (rule.most ?? 0) ? found : [];
};

/** Names a function that gives addresses of the extension: `getURL`, or one that only hands its argument to such. */
const givesOwnAddress = (text: string, name: string, depth = 5): boolean => {
  if (/(?:^|\.)runtime\.getURL$/.test(name)) return true;
  if (depth === 0 || !/^[\w$]+$/.test(name)) return false;
  const escaped = name.replaceAll('$', '\\$');
  const made = new RegExp(`(?<![\\w$.])${escaped}=([\\w$]+)=>([\\w$.]+)\\(\\1\\)`).exec(text);
  return made?.[2] !== undefined && givesOwnAddress(text, made[2], depth - 1);
};

/** @returns the text of a call's arguments, up to its closing bracket */
const argumentsAt = (text: string, from: number): string => {
  let depth = 1;
  for (let at = from; at < text.length; at += 1) {
    if ('([{'.includes(text[at] ?? '')) depth += 1;
    if (')]}'.includes(text[at] ?? '')) depth -= 1;
    if (depth === 0) return text.slice(from, at);
  }
  return text.slice(from);
};

/** A tab or window may be opened or sent on only to an address that is seen to be ours where it is called. */
const tabBreaches = ({ path, text }: BuiltFile): Breach[] =>
  [...text.matchAll(/\b(?:tabs|windows)\s*\.\s*(?:create|update)\s*\(/g)].flatMap(({ index, 0: call }) => {
    const given = argumentsAt(text, index + call.length);
    const [, address] = /(?<![\w$])url\s*:\s*(.*)/s.exec(given) ?? [];
    const isPlain = address === undefined && /^[\s\w$.,]*\{(?!.*\.\.\.)/s.test(given);
    const [, maker = ''] = /^(?:`\$\{)?([\w$.]+)\(/.exec(address ?? '') ?? [];
    if (isPlain || givesOwnAddress(text, maker)) return [];
    return [{ path, rule: 'a tab or window sent elsewhere', excerpt: excerptOf(text, index) }];
  });

/** @returns everything in a build that may not be in it */
export const findBreaches = (files: readonly BuiltFile[]): Breach[] => [
  ...rules.flatMap((rule) => breachesOf(rule, files)),
  ...files.filter(({ path }) => script.test(path)).flatMap(tabBreaches),
];

/** @returns the text files of a built extension */
export const readBuild = (folder: string): BuiltFile[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && any.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({
      path: relative(folder, file).replaceAll('\\', '/'),
      text: readFileSync(file, 'utf8'),
    }));
