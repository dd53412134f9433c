/**
 * From a reading of a tag's health to the request of OTLP/HTTP in its JSON encoding: 64-bit whole numbers as text, enums
 * as numbers, units as in UCUM. Pure: times come with the reading. Names and units are public, dashboards hang on them.
 */
import { ALERT_NAMES, type AlertName } from '../core/alert-thresholds.js';
import { VERSION } from '../core/version.js';
import type { LogStreamHealth } from '../observe/health.js';
import { METRICS, type Metric } from '../observe/metrics.js';

/** What describes who sends: `service.name` and the like. */
export type OtlpResource = Readonly<Record<string, string | number | boolean>>;

/** One reading, and what goes with it. Times in milliseconds since 1970. */
export interface OtlpReading {
  readonly health: LogStreamHealth;
  readonly atMs: number;
  /** Since when alerts are counted. */
  readonly alertsSinceMs: number;
  readonly active: ReadonlySet<AlertName>;
  readonly raised: ReadonlyMap<AlertName, number>;
  /** `null` unless the host wants it sent. */
  readonly runId: string | null;
  readonly resource: OtlpResource;
}

type AnyValue =
  | { readonly stringValue: string }
  | { readonly boolValue: boolean }
  | { readonly intValue: string }
  | { readonly doubleValue: number };

interface KeyValue {
  readonly key: string;
  readonly value: AnyValue;
}

interface DataPoint {
  readonly attributes: readonly KeyValue[];
  readonly startTimeUnixNano?: string;
  readonly timeUnixNano: string;
  readonly asInt?: string;
  readonly asDouble?: number;
}

interface OtlpMetric {
  readonly name: string;
  readonly description: string;
  readonly unit: string;
  readonly sum?: {
    readonly aggregationTemporality: typeof CUMULATIVE;
    readonly isMonotonic: true;
    readonly dataPoints: readonly DataPoint[];
  };
  readonly gauge?: { readonly dataPoints: readonly DataPoint[] };
}

/** The body of the request. */
export interface OtlpRequest {
  readonly resourceMetrics: readonly {
    readonly resource: { readonly attributes: readonly KeyValue[] };
    readonly scopeMetrics: readonly {
      readonly scope: { readonly name: string; readonly version: string };
      readonly metrics: readonly OtlpMetric[];
    }[];
  }[];
}

const PREFIX = 'meshhook.log_stream.';

/** AGGREGATION_TEMPORALITY_CUMULATIVE: each point has the whole count since its start, so that a lost one loses nothing. */
const CUMULATIVE = 2;

/** Name and unit of each count. */
const COUNTS: Readonly<Record<Metric, readonly [name: string, unit: string]>> = {
  received: ['rows_received', '{row}'],
  shown: ['rows_shown', '{row}'],
  duplicate: ['rows_duplicate', '{row}'],
  late: ['rows_late', '{row}'],
  missing: ['rows_missing', '{row}'],
  repaired: ['rows_repaired', '{row}'],
  malformed: ['rows_malformed', '{row}'],
  errors: ['rows_error', '{row}'],
  reconnects: ['reconnects', '{reconnect}'],
  requests: ['requests', '{request}'],
};

/** The request for one reading. */
export function otlpRequest(reading: OtlpReading): OtlpRequest {
  return {
    resourceMetrics: [
      {
        resource: { attributes: attributesOf(reading.resource) },
        scopeMetrics: [
          {
            scope: { name: '@meshhook/log-stream', version: VERSION },
            metrics: metricsOf(reading),
          },
        ],
      },
    ],
  };
}

function metricsOf(reading: OtlpReading): OtlpMetric[] {
  const { health, raised, active } = reading;
  const point = (more: OtlpResource, value: Value): DataPoint => ({
    attributes: attributesOf(
      reading.runId === null ? more : { ...more, 'meshhook.run_id': reading.runId },
    ),
    timeUnixNano: nanos(reading.atMs),
    ...value,
  });
  const since = (startMs: number, made: DataPoint): DataPoint => ({
    ...made,
    startTimeUnixNano: nanos(startMs),
  });
  const counts = (Object.keys(COUNTS) as Metric[]).map((metric) => {
    const [name, unit] = COUNTS[metric];
    const made = since(health.startedMs, point({}, whole(health.counts[metric])));
    return sum(name, METRICS[metric], unit, [made]);
  });
  const times = Object.entries(health.timeInStateMs).map(([state, ms]) =>
    since(health.startedMs, point({ state }, seconds(ms))),
  );
  const alerts = ALERT_NAMES.map((alert) =>
    since(reading.alertsSinceMs, point({ alert }, whole(raised.get(alert) ?? 0))),
  );
  const { p50, p95 } = health.commitToPaintMs;
  const latencies = (
    [
      ['0.5', p50],
      ['0.95', p95],
    ] as const
  ).flatMap(([quantile, ms]) => (ms === null ? [] : [point({ quantile }, seconds(ms))]));
  const { sinceLastRowMs: ageMs } = health;
  const age = ageMs === null ? [] : [point({}, seconds(ageMs))];
  return [
    ...counts,
    sum('state_time', 'time spent in each state', 's', times),
    sum('alerts', 'alerts raised', '{alert}', alerts),
    gauge(
      'alert_active',
      'whether an alert is on',
      '1',
      ALERT_NAMES.map((alert) => point({ alert }, whole(active.has(alert) ? 1 : 0))),
    ),
    gauge('lag_rows', 'rows committed and not delivered yet', '{row}', [
      point({}, whole(health.lagRows)),
    ]),
    gauge('commit_to_paint', 'from commit to the frame that showed the row', 's', latencies),
    gauge('last_row_age', 'time since a row arrived', 's', age),
  ].filter(({ sum: total, gauge: level }) => (total ?? level)?.dataPoints.length !== 0);
}

type Value = Pick<DataPoint, 'asInt'> | Pick<DataPoint, 'asDouble'>;

const whole = (value: number): Value => ({ asInt: String(Math.round(value)) });

const seconds = (ms: number): Value => ({ asDouble: ms / 1_000 });

/** Nanoseconds since 1970 are more than a number holds, so the text is made of the milliseconds. */
const nanos = (ms: number): string => `${Math.round(ms)}000000`;

function sum(
  name: string,
  description: string,
  unit: string,
  dataPoints: readonly DataPoint[],
): OtlpMetric {
  return {
    name: `${PREFIX}${name}`,
    description,
    unit,
    sum: { aggregationTemporality: CUMULATIVE, isMonotonic: true, dataPoints },
  };
}

function gauge(
  name: string,
  description: string,
  unit: string,
  dataPoints: readonly DataPoint[],
): OtlpMetric {
  return { name: `${PREFIX}${name}`, description, unit, gauge: { dataPoints } };
}

function attributesOf(given: OtlpResource): KeyValue[] {
  return Object.entries(given).map(([key, value]) => ({ key, value: anyValue(value) }));
}

function anyValue(value: string | number | boolean): AnyValue {
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value !== 'number') return { stringValue: value };
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}
