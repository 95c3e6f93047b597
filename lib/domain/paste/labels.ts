import { normalise } from './pieces';
import { cellsOf, type TableShape } from './table';

const longestLabel = 80;
const longestLine = 500;
const hasLetter = /\p{L}/u;
// A name in a record: JSON, HCL, YAML, with the keys that vendors' tools and people use.
const namePair =
  /["']?\b(?:name|label|alias|display_?name|remark|note|company|customer|partner|account_?name)["']?\s*[:=：]\s*(?:"([^"]*)"|'([^']*)'|([^,;}\n]+))/i;
const chinesePair =
  /["']?(?:名称|备注|客户|公司|别名|账号名称)["']?\s*[:=：]\s*(?:"([^"]*)"|([^,，;；}\s]+))/u;
// Words that say what a number is, not whose it is.
const keyWord =
  /^(?:[\s"'[{(:：=,-]*(?:owner|root|main|target|ali|tencent|alibaba|cloud)?[ _-]*(?:uin|uids?|accounts?|ids?|account[ _-]?(?:id|uin|number)s?|principal|value|aws|ram|qcs|cam|arn|resource|acs|qq|tel|phone|mobile|appid)|[账帐][号户](?:\s*id)?|主账号|账号\s*id|腾讯云账号|阿里云账号|编号|电话|手机号?)[\s"'\]})：:=,-]*$/iu;
// A key of a record, such as partner_uin or ownerId.
const keyName = /^\w*(?:(?:^|[_-])(?:uin|uid|account|id)|[a-z](?:Uin|Uid|Id|ID|UIN|UID|Account))s?$/;
const sentence =
  /[。！？!?]|\b(?:please|pls|share[ds]?|sharing|thanks?|thx|revoke|add|remove|hi|hello|dear|with|from|sent|the|wrote|said)\b|请|麻烦|共享|分享|谢谢|您好|你好|大家|帮忙|辛苦|添加|删除|取消|镜像/iu;
const edges =
  /^[\s"'“”‘’`,，、;；:：=|(（【[{<#@/*\\.\-–—_>•·]+|[\s"'“”‘’`,，、;；:：=|)）】\]}<>#/*\\.\-–—_(（【[{]+$/gu;

// Switches and empty cells of tables, and what looks like code or a log rather than a name.
const noName = /^(?:true|false|yes|no|null|none|nil|n\/a|是|否|无)$|["={}]|:\/\/|\d{4}-\d\d|\d\d:\d\d/i;

/** @returns a piece of text as a label; undefined when it is no name */
const clean = (text: string | undefined): string | undefined => {
  if (text === undefined) return undefined;
  return accept(
    normalise(text)
      .replace(/\d{5,}|&\w+;?/g, ' ')
      .replace(/\s+/g, ' ')
      .replace(edges, ''),
  );
};

const accept = (label: string): string | undefined => {
  if (!hasLetter.test(label) || label.length > longestLabel || keyWord.test(label) || keyName.test(label))
    return undefined;
  if (/\d{5}/.test(label) || noName.test(label) || label.split(' ').length > 6) return undefined;
  return label;
};

const firstLabel = (texts: readonly string[]): string | undefined => {
  for (const text of texts) {
    const label = clean(text);
    if (label !== undefined) return label;
  }
  return undefined;
};

/** @returns the value of a record's name, from one of its lines */
export const recordName = (line: string): string | undefined => {
  if (line.length > longestLine || !/[:=：]/.test(line)) return undefined;
  const pair = namePair.exec(line);
  if (pair) return clean(pair[1] ?? pair[2] ?? pair[3]);
  const chinese = chinesePair.exec(line);
  return chinese ? clean(chinese[1] ?? chinese[2]) : undefined;
};

/**
 * Finds the name beside the only account of a line.
 * @param line as pasted
 * @param start place of the account in the line
 * @param end place behind it
 * @param shape of the table the line belongs to
 */
export const labelBeside = (
  line: string,
  start: number,
  end: number,
  shape: TableShape | undefined,
): string | undefined => {
  if (line.length > longestLine) return undefined;
  if (shape) {
    const cells = cellsOf(line, shape.separator);
    const name = shape.nameColumn === undefined ? undefined : cells[shape.nameColumn];
    return name === undefined
      ? undefined
      : accept(normalise(name).replace(/\s+/g, ' ').trim().replaceAll('"', "'"));
  }
  const named = recordName(line);
  if (named !== undefined) return named;
  const [before, after] = [line.slice(0, start), line.slice(end)];
  if (sentence.test(before) || sentence.test(after)) return undefined;
  const separator = ['\t', '|', ';', ',', '，', '；'].find(
    (each) => before.includes(each) || after.includes(each),
  );
  if (separator === undefined) return firstLabel([before, after]);
  return firstLabel([...cellsOf(before, separator), ...cellsOf(after, separator)]);
};
