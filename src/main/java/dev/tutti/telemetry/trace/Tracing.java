package dev.tutti.telemetry.trace;

import dev.tutti.call.CallObserver;
import dev.tutti.call.Trace;
import dev.tutti.call.TraceParent;
import dev.tutti.call.TraceStart;
import dev.tutti.call.UniqueBits;
import dev.tutti.telemetry.BatchQueue;
import dev.tutti.telemetry.TelemetrySettings;
import dev.tutti.telemetry.TelemetrySettings.TraceSettings;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Traces of calls: begins them, and sends the spans of calls that have ended. Without an endpoint
 * it only knows the traces of callers, and loads nothing of OpenTelemetry. Thread-safe.
 */
public final class Tracing implements TraceStart, AutoCloseable {
  private static final Duration DRAIN = Duration.ofSeconds(5);

  private final TraceStart starts;
  private final CallObserver observer;
  private final @Nullable Sending sending;

  private Tracing(TraceStart starts, CallObserver observer, @Nullable Sending sending) {
    this.starts = starts;
    this.observer = observer;
    this.sending = sending;
  }

  /**
   * Begins to send, if there is an endpoint.
   *
   * @param random for ids
   */
  public static Tracing open(
      TelemetrySettings settings,
      InstantSource clock,
      RandomGenerator random,
      MeterRegistry registry) {
    boolean told = settings.told();
    var traces = settings.traces();
    if (traces.target().isOff()) {
      return new Tracing(
          caller -> Optional.ofNullable(caller).map(each -> Trace.of(each, told)),
          CallObserver.NOBODY,
          null);
    }
    var sending = new Sending(new OtlpExport(traces.target(), settings.resource()), traces);
    sending.bindTo(registry);
    return new Tracing(
        new TraceStarts(new UniqueBits(random), Sampling.of(traces), told),
        new CallTracer(settings.conventions(), clock, sending.queue),
        sending);
  }

  @Override
  public Optional<Trace> begin(@Nullable TraceParent caller) {
    return starts.begin(caller);
  }

  /** Observer of calls that have ended, which tells another one first. */
  public CallObserver after(CallObserver first) {
    return first.andThen(observer);
  }

  /** Sends what waits, for 5 s at most; to be closed after whatever ends calls. */
  @Override
  public void close() {
    if (sending != null) {
      sending.close();
    }
  }

  /** Spans on their way. */
  private static final class Sending implements AutoCloseable {
    private final SpanExport export;
    private final LongAdder sent = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final BatchQueue<List<SpanRecord>> queue;

    Sending(SpanExport export, TraceSettings settings) {
      this.export = export;
      var bounds =
          new BatchQueue.Bounds(settings.queue(), settings.batch(), settings.delay(), DRAIN);
      this.queue = BatchQueue.start("tutti-traces", bounds, this::send);
    }

    private void send(List<List<SpanRecord>> calls) {
      boolean well = export.export(calls.stream().flatMap(List::stream).toList());
      (well ? sent : failed).add(calls.size());
    }

    void bindTo(MeterRegistry registry) {
      count("sent", registry, each -> (double) each.sent.sum());
      count("failed", registry, each -> (double) each.failed.sum());
      count("dropped", registry, each -> (double) each.queue.dropped());
    }

    private void count(String result, MeterRegistry registry, ToDoubleFunction<Sending> value) {
      FunctionCounter.builder("tutti.trace.calls", this, value)
          .tag("result", result)
          .description("Calls whose spans were sent to the collector, or not")
          .register(registry);
    }

    @Override
    public void close() {
      queue.close();
      export.close();
    }
  }
}
