import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type AlibabaQuirks, defaultQuirks as alibabaDefaults } from '../practice/alibaba/quirks.ts';
import { startPracticeServer } from '../practice/server.ts';
import { defaultQuirks, type TencentQuirks } from '../practice/tencent/quirks.ts';
import { createPracticeWorld, type PracticeWorld } from '../practice/world.ts';

const usage = `Starts the practice clouds on 127.0.0.1 and keeps them up until Ctrl+C.

  --port <number>          where to listen; 8443 unless told
  --certificate <file>     writes the server's certificate there, for clients that check it
  --quirk <name>=<value>   sets a switch, may be repeated; the value is JSON or a plain word
                           Tencent Cloud: ${Object.keys(defaultQuirks).join(', ')}
                           Alibaba Cloud: ${Object.keys(alibabaDefaults)
                             .map((name) => `alibaba.${name}`)
                             .join(', ')}
`;

const readValue = (text: string): unknown => {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return text;
  }
};

interface Quirks {
  tencent: Partial<TencentQuirks>;
  alibaba: Partial<AlibabaQuirks>;
}

/** @throws when a switch does not exist */
function readQuirks(given: readonly string[]): Quirks {
  const quirks: Quirks = { tencent: {}, alibaba: {} };
  for (const one of given) {
    const [, cloud, name = '', value = ''] = /^(alibaba\.)?([^=]*)=?(.*)$/s.exec(one) ?? [];
    const [known, chosen] = cloud ? [alibabaDefaults, quirks.alibaba] : [defaultQuirks, quirks.tencent];
    if (!Object.hasOwn(known, name)) throw new Error(`no switch is called "${cloud ?? ''}${name}"`);
    Reflect.set(chosen, name, readValue(value));
  }
  return quirks;
}

function introduce(
  port: number,
  { keys, alibabaKeys }: PracticeWorld,
  certificateFile: string | undefined,
): string {
  const { secretId, secretKey, account } = keys.main;
  const alibaba = alibabaKeys.main;
  return `The practice clouds listen on https://127.0.0.1:${port}. Nothing here reaches a real cloud.

Dummy key of account ${account} at Tencent Cloud (region ap-guangzhou)
  SecretId   ${secretId}
  SecretKey  ${secretKey}

Dummy key of account ${alibaba.account} at Alibaba Cloud (region cn-hangzhou; ENS has none)
  AccessKey ID      ${alibaba.keyId}
  AccessKey secret  ${alibaba.secret}

Chromium, with a profile of its own:
  chromium --user-data-dir="$(mktemp -d)" --disable-quic --ignore-certificate-errors \\
    --host-resolver-rules='MAP *:443 127.0.0.1:${port}' 'https://console.cloud.tencent.com/cvm/image/index?rid=1'
  Other consoles: https://ecs.console.aliyun.com/image/region/cn-hangzhou/imageList
                  https://ens.console.aliyun.com/instance/list#/image/custom

Firefox, in about:config of a profile of its own (accept the certificate warning):
  network.dns.forceResolve    127.0.0.1
  network.socket.forcePort    443=${port}
  network.http.http3.enable   false

Tencent Cloud's SDK for Node, unmodified, through its httpProfile.agent:
  new https.Agent({ ca: readFileSync('${certificateFile ?? 'practice.pem'}'), port: ${port},
    lookup: (name, options, done) => options.all
      ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4) })
${certificateFile ? '' : '  (start with --certificate practice.pem to get that file)\n'}
Anything else: curl --connect-to ::127.0.0.1:${port} --insecure https://cvm.tencentcloudapi.com/
`;
}

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8443' },
    certificate: { type: 'string' },
    quirk: { type: 'string', multiple: true, default: [] },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  console.log(usage);
} else {
  const quirks = readQuirks(values.quirk);
  const world = createPracticeWorld({ quirks: quirks.tencent, alibaba: { quirks: quirks.alibaba } });
  const port = Number(values.port);
  const server = await startPracticeServer({ hosts: world.hosts, port, mostRecords: 1000 });
  if (values.certificate) writeFileSync(values.certificate, server.certificatePem);
  console.log(introduce(server.port, world, values.certificate));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.stop());
}
