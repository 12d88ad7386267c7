import type { JsonObject, WorkedStream } from '#kernel';
import type { OpenSpan, SlaSettings } from '../domain/sla-settings.js';

export function presentSla({ targets, staffedHours, warnAtPercent, paging }: SlaSettings): JsonObject {
  const target = (stream: WorkedStream): JsonObject => ({
    hours: targets[stream].hours,
    minutes: { ...targets[stream].minutes },
  });
  const { monday, tuesday, wednesday, thursday, friday, saturday, sunday } = staffedHours;
  return {
    targets: {
      review: target('review'),
      escalation: target('escalation'),
      appeal: target('appeal'),
      support: target('support'),
    },
    staffedHours: {
      monday: presentSpans(monday),
      tuesday: presentSpans(tuesday),
      wednesday: presentSpans(wednesday),
      thursday: presentSpans(thursday),
      friday: presentSpans(friday),
      saturday: presentSpans(saturday),
      sunday: presentSpans(sunday),
    },
    warnAtPercent,
    paging: { ...paging },
  };
}

function presentSpans(spans: readonly OpenSpan[]): JsonObject[] {
  return spans.map(({ from, to }) => ({ from, to }));
}
