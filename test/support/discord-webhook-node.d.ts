/** The package ships types that its `exports` hide; what the tests use of it is named here. */
declare module 'discord-webhook-node' {
  export class Webhook {
    constructor(url: string);
    setUsername(username: string): this;
    error(title: string, fieldName: string, fieldValue: string): Promise<void>;
    sendFile(path: string): Promise<void>;
  }
}
