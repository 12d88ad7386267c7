import { createServer } from 'node:net';
import { errorCode } from '#kernel';

/** Why the process can't listen where it was told to, in a sentence that says what to do. */
export class ListenRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ListenRefused';
  }
}

/** Tries the address before anything slow is started; answers the port, a free one where 0 was asked for. */
export function probeAddress(host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => reject(explainListenError(error, host, port)));
    server.listen(port, host, () => {
      const address = server.address();
      const found = address !== null && typeof address === 'object' ? address.port : port;
      server.close(() => resolve(found));
    });
  });
}

export function explainListenError(error: unknown, host: string, port: number): unknown {
  switch (errorCode(error) ?? '') {
    case 'EADDRINUSE':
      return new ListenRefused(
        `Port ${port} of ${host} is in use by another program. Stop that one, or set PORT to another port.`,
      );
    case 'EACCES':
      return new ListenRefused(`This user may not listen on port ${port}. Set PORT to one above 1023.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new ListenRefused(
        `${host} is no address of this machine. Set HOST to 127.0.0.1, or to 0.0.0.0 for every address.`,
      );
    default:
      return error;
  }
}
