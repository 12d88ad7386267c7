import addFormats from 'ajv-formats';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

export interface DescribedOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly secured: boolean;
  readonly schemes: readonly string[];
  /** Described as a call that no request succeeds with. */
  readonly alwaysRefuses: boolean;
  readonly parameters: readonly {
    name: string;
    in: 'path' | 'query' | 'header';
    required: boolean;
    /** As it is written in an address. */
    example?: string;
  }[];
  /** By media type. */
  readonly bodies: Readonly<Record<string, { examples: Readonly<Record<string, { value: unknown }>> }>>;
  readonly responses: Readonly<Record<string, { content?: Readonly<Record<string, { schema: object }>> }>>;
}

interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, RawOperation>>>>;
}

interface RawOperation {
  operationId: string;
  security?: Record<string, string[]>[];
  parameters?: DescribedOperation['parameters'];
  requestBody?: { content: DescribedOperation['bodies'] };
  responses: DescribedOperation['responses'];
}

/** What the document of a running API says, ready to be held against what it does. */
export class DescribedApi {
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true });

  private constructor(private readonly document: OpenApiDocument) {
    addFormats.default(this.ajv);
    this.ajv.addSchema(closed(document) as object, 'api');
  }

  static async read(url: string): Promise<DescribedApi> {
    const response = await fetch(`${url}/v1/openapi.json`);
    return new DescribedApi((await response.json()) as OpenApiDocument);
  }

  operations(): DescribedOperation[] {
    return Object.entries(this.document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, raw]) => ({
        id: raw.operationId,
        method: method.toUpperCase(),
        path,
        secured: (raw.security ?? []).length > 0 && raw.security!.every((one) => Object.keys(one).length > 0),
        schemes: (raw.security ?? []).flatMap((one) => Object.keys(one)),
        alwaysRefuses: !Object.keys(raw.responses).some((status) => status.startsWith('2')),
        parameters: raw.parameters ?? [],
        bodies: raw.requestBody?.content ?? {},
        responses: raw.responses,
      })),
    );
  }

  /** What is wrong with an answer by its description; null when nothing is. */
  async complaint(operation: DescribedOperation, response: Response): Promise<string | null> {
    const described = operation.responses[response.status];
    const text = await response.text();
    if (described === undefined) return `answers ${response.status}, which is not described: ${text}`;
    const type = (response.headers.get('content-type') ?? '').split(';')[0]!;
    if (described.content === undefined) return text === '' ? null : `answers a body: ${text}`;
    if (described.content[type] === undefined)
      return `answers ${type}, described is ${Object.keys(described.content).join()}`;
    const isJson = /[/+]json$/.test(type);
    const validate = this.validatorOf(operation, String(response.status), type);
    if (validate(isJson ? JSON.parse(text) : text)) return null;
    return `answers ${this.ajv.errorsText(validate.errors)}: ${text.slice(0, 500)}`;
  }

  private validatorOf(operation: DescribedOperation, status: string, type: string): ValidateFunction {
    const parts = [
      'paths',
      operation.path,
      operation.method.toLowerCase(),
      'responses',
      status,
      'content',
      type,
    ];
    const pointer = [...parts, 'schema']
      .map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1'))
      .join('/');
    return this.ajv.compile({ $ref: `api#/${encodeURI(pointer)}` });
  }
}

/** An answer may hold nothing that is not described, unless the description leaves that open. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (value === null || typeof value !== 'object') return value;
  const copy = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, closed(inner)]));
  const isObjectSchema = 'properties' in copy && [copy['type']].flat().includes('object');
  return isObjectSchema && !('additionalProperties' in copy)
    ? { ...copy, additionalProperties: false }
    : copy;
}
