/** An address that was asked for leads into a network that is not the internet. */
export class PrivateAddress extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PrivateAddress';
  }
}
