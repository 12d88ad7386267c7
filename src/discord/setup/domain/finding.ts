/** `broken`: something Docket is for does not work; `limited`: something works less well; `risk`: it works, and should not. */
export type Severity = 'broken' | 'risk' | 'limited';

export interface Finding {
  /** Stable. */
  readonly code: string;
  readonly severity: Severity;
  /** The channel or role it is about. */
  readonly channelId: string | null;
  readonly roleId: string | null;
  /** What is wrong, in a sentence. Names in it are plain text of others. */
  readonly problem: string;
  /** What to do about it. */
  readonly fix: string;
}

export function finding(
  code: string,
  severity: Severity,
  problem: string,
  fix: string,
  about: { readonly channelId?: string; readonly roleId?: string } = {},
): Finding {
  return {
    code,
    severity,
    problem,
    fix,
    channelId: about.channelId ?? null,
    roleId: about.roleId ?? null,
  };
}
