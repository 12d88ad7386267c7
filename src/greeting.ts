import type { Running } from './boot.js';

const GUILD = '100000000000000001';

/** What a person who has just started Docket needs to know; where there is an API, commands to paste for a first alert. */
export function greeting({ config, adminToken }: Running): string {
  const { publicUrl } = config.http;
  const lines = [``, `Docket listens on ${publicUrl}`];
  if (!config.roles.has('api')) {
    const roles = [...config.roles].join(', ');
    return [...lines, `Its roles are ${roles}: it answers /healthz, /readyz and /metrics alone`, '', ''].join(
      '\n',
    );
  }
  if (adminToken?.firstSeen) {
    lines.push(
      '',
      `The admin token, shown this once and kept in ${adminToken.path}:`,
      `  ${adminToken.firstSeen}`,
    );
  } else if (adminToken) {
    lines.push(`The admin token is in ${adminToken.path}`);
  }
  lines.push(
    '',
    'Send a first alert: paste this into another terminal.',
    '',
    ...firstAlert(publicUrl, adminToken?.path),
    '',
  );
  return lines.join('\n');
}

function firstAlert(url: string, tokenPath: string | undefined): string[] {
  const token =
    tokenPath === undefined ? '"$DOCKET_ADMIN_TOKEN"' : `"$(cat '${tokenPath.replaceAll("'", `'\\''`)}')"`;
  const curl = (method: string, path: string, bearer: string, body: object) =>
    `curl -sS -X ${method} ${url}/v1/guilds/${GUILD}${path} -H "Authorization: Bearer $${bearer}" -H 'Content-Type: application/json' -d '${JSON.stringify(body)}'`;
  return [
    `ADMIN=${token}`,
    curl('PUT', '', 'ADMIN', { name: 'My community' }),
    `SOURCE=$(${curl('POST', '/sources', 'ADMIN', { name: 'First source', kind: 'api' })} | sed 's/.*"token":"\\([^"]*\\)".*/\\1/')`,
    curl('POST', '/signals', 'SOURCE', {
      kind: 'report',
      category: 'spam',
      subject: { type: 'user', id: '100000000000000002', name: 'someone' },
      text: 'Posts the same link in every channel',
    }),
  ];
}
