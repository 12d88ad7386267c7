import { truncateText } from '#kernel';

const LONGEST = 200;
/** Paths, controls, and marks that turn the direction of text around: `gpj.exe` must not read `exe.jpg`. */
const UNFIT = /[\p{C}\p{Zl}\p{Zp}/\\:*?"<>|]/gu;

/** RFC 6266: to be saved under a name from outside, in ASCII for whoever reads no other. */
export function contentDisposition(name: string): string {
  const fit = truncateText(name.replaceAll(UNFIT, '_').replace(/^\.+/, '_'), LONGEST) || 'file';
  const ascii = fit.replaceAll(/[^ -~]/g, '_').replaceAll('%', '_');
  const encoded = encodeURIComponent(fit).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
