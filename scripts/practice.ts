import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startPracticeServer } from '../practice/server.ts';
import { defaultQuirks, type TencentQuirks } from '../practice/tencent/quirks.ts';
import { createPracticeWorld, type PracticeWorld } from '../practice/world.ts';

const usage = `Starts the practice clouds on 127.0.0.1 and keeps them up until Ctrl+C.

  --port <number>          where to listen; 8443 unless told
  --certificate <file>     writes the server's certificate there, for clients that check it
  --quirk <name>=<value>   sets a switch, may be repeated; the value is JSON or a plain word
                           (${Object.keys(defaultQuirks).join(', ')})
`;

const readValue = (text: string): unknown => {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return text;
  }
};

/** @throws when a switch does not exist */
function readQuirks(given: readonly string[]): Partial<TencentQuirks> {
  const entries = given.map((one) => {
    const [name = '', ...rest] = one.split('=');
    if (!(name in defaultQuirks)) throw new Error(`no switch is called "${name}"`);
    return [name, readValue(rest.join('='))] as const;
  });
  return Object.fromEntries(entries) as Partial<TencentQuirks>; // names checked above; values are the person's own
}

function introduce(port: number, { keys }: PracticeWorld, certificateFile: string | undefined): string {
  const { secretId, secretKey, account } = keys.main;
  return `The practice clouds listen on https://127.0.0.1:${port}. Nothing here reaches a real cloud.

Dummy key of account ${account} (region ap-guangzhou)
  SecretId   ${secretId}
  SecretKey  ${secretKey}

Chromium, with a profile of its own:
  chromium --user-data-dir="$(mktemp -d)" --disable-quic --ignore-certificate-errors \\
    --host-resolver-rules='MAP *:443 127.0.0.1:${port}' 'https://console.cloud.tencent.com/cvm/image/index?rid=1'

Firefox, in about:config of a profile of its own (accept the certificate warning):
  network.dns.forceResolve    127.0.0.1
  network.socket.forcePort    443=${port}
  network.http.http3.enable   false

The vendor's SDK for Node, unmodified, through its httpProfile.agent:
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
  const world = createPracticeWorld({ quirks: readQuirks(values.quirk) });
  const port = Number(values.port);
  const server = await startPracticeServer({ hosts: world.hosts, port, mostRecords: 1000 });
  if (values.certificate) writeFileSync(values.certificate, server.certificatePem);
  console.log(introduce(server.port, world, values.certificate));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.stop());
}
