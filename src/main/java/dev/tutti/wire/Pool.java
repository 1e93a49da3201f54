package dev.tutti.wire;

import dev.tutti.call.Call;
import dev.tutti.call.Permits;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The connections to one origin. Who wants one waits in a line that can be left, so that a full
 * pool neither opens more nor holds a caller who has gone. Thread-safe; futures complete on the
 * caller's loop.
 */
public final class Pool {
  private static final int LONGEST_LINE = 100_000;
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Origin origin;
  private final HttpClient client;
  private final PoolSettings settings;
  private final InstantSource clock;
  private final Permits permits;
  private final ConcurrentHashMap<HttpConnection, ConnectionLife> open = new ConcurrentHashMap<>();
  private final LongAdder created = new LongAdder();
  private final LongAdder reused = new LongAdder();
  private final Timer acquired;

  Pool(
      Origin origin,
      HttpClient client,
      PoolSettings settings,
      MeterRegistry meters,
      InstantSource clock) {
    this.origin = origin;
    this.client = client;
    this.settings = settings;
    this.clock = clock;
    this.permits =
        new Permits(() -> "connections to " + origin, settings.maxConnections(), LONGEST_LINE);
    this.acquired =
        Timer.builder("tutti.pool.acquire")
            .description("Time to get a connection, waiting in line and connecting included")
            .tag("origin", origin.toString())
            .publishPercentiles(0.5, 0.99)
            .register(meters);
    gauges(meters);
  }

  private void gauges(MeterRegistry meters) {
    var tag = origin.toString();
    Gauge.builder("tutti.pool.in.use", permits, Permits::inUse).tag("origin", tag).register(meters);
    Gauge.builder("tutti.pool.waiting", permits, Permits::waiting)
        .tag("origin", tag)
        .register(meters);
    Gauge.builder("tutti.pool.idle", this, Pool::idle).tag("origin", tag).register(meters);
    Gauge.builder("tutti.pool.created", created, LongAdder::sum)
        .tag("origin", tag)
        .register(meters);
    Gauge.builder("tutti.pool.reused", reused, LongAdder::sum).tag("origin", tag).register(meters);
  }

  /**
   * Gets a connection, ready to send one request; {@link #release} it once. Fails with {@code
   * concurrency_timeout} after the line's time-out, {@code timeout} after {@code connectTimeout},
   * {@code connection} when it cannot be made.
   */
  public Future<HttpClientRequest> acquire(
      Call call, RequestOptions head, Duration connectTimeout) {
    long began = call.loop().nanos();
    head.setHost(origin.host()).setPort(origin.port()).setSsl(origin.tls());
    if (!origin.tls()) {
      head.setProtocolVersion(HttpVersion.HTTP_1_1);
    }
    return permits
        .acquire(call, settings.acquireTimeout())
        .compose(_ -> connect(call, head, connectTimeout))
        .onSuccess(
            request -> {
              note(request.connection());
              acquired.record(call.loop().nanos() - began, TimeUnit.NANOSECONDS);
            });
  }

  /**
   * Connects, or finds an open connection. A caller who leaves meanwhile gives the permit back at
   * once; the connection, when it comes, stays for the next.
   */
  private Future<HttpClientRequest> connect(Call call, RequestOptions head, Duration longest) {
    Promise<HttpClientRequest> got = Promise.promise();
    var forget = call.onCancel(() -> giveUp(got, call.reason()));
    client
        .request(head.setConnectTimeout(Math.max(1, longest.toMillis())))
        .onComplete(
            (request, broken) -> {
              forget.run();
              if (request == null) {
                giveUp(got, refusal(broken, longest));
              } else if (!got.tryComplete(request)) {
                request.exceptionHandler(_ -> {}).reset();
              }
            });
    return got.future();
  }

  private void giveUp(Promise<HttpClientRequest> waiting, Fault why) {
    if (waiting.tryFail(why)) {
      permits.release();
    }
  }

  private Fault refusal(@Nullable Throwable broken, Duration longest) {
    return broken instanceof TimeoutException
        ? Fault.of(
                FaultCode.TIMEOUT,
                "connect: no connection to %s within %d ms".formatted(origin, longest.toMillis()))
            .beforeWork()
        : Fault.of(
                FaultCode.CONNECTION,
                "no connection to %s: %s"
                    .formatted(origin, broken == null ? "none" : broken.getMessage()))
            .beforeWork();
  }

  private void note(HttpConnection connection) {
    var life = open.get(connection);
    if (life == null) {
      created.increment();
      var begun = new ConnectionLife(clock.instant());
      open.put(connection, begun);
      connection.closeHandler(_ -> open.remove(connection));
      life = begun;
    } else {
      reused.increment();
    }
    life.use(clock.instant());
  }

  /** Gives a connection back, or what is left of it; unused ones beyond the limit are closed. */
  public void release(HttpClientRequest request) {
    permits.release();
    if (idle() > settings.keepAlive()) {
      request.connection().shutdown(GRACE);
    }
  }

  private int idle() {
    return Math.max(0, open.size() - permits.inUse());
  }

  /** Opens as many connections as shall be warm, in the background. */
  public void warm(Call call, Duration connectTimeout) {
    for (int i = 0; i < settings.minWarm(); i++) {
      acquire(call, new RequestOptions(), connectTimeout).onSuccess(this::unused);
    }
  }

  /** Hands a connection back on which nothing was sent. */
  public void unused(HttpClientRequest request) {
    request.exceptionHandler(_ -> {}).reset();
    permits.release();
  }

  PoolStatistics statistics() {
    var percentiles = acquired.takeSnapshot().percentileValues();
    return new PoolStatistics(
        origin.toString(),
        settings.maxConnections(),
        created.sum(),
        reused.sum(),
        permits.inUse(),
        idle(),
        permits.waiting(),
        Duration.ofNanos((long) percentiles[0].value(TimeUnit.NANOSECONDS)),
        Duration.ofNanos((long) percentiles[1].value(TimeUnit.NANOSECONDS)),
        open.entrySet().stream().map(Pool::connection).toList());
  }

  private static PoolStatistics.Connection connection(
      Map.Entry<HttpConnection, ConnectionLife> one) {
    var connection = one.getKey();
    return one.getValue()
        .describe(
            String.valueOf(connection.localAddress()),
            connection.protocolVersion() == HttpVersion.HTTP_2 ? "HTTP/2" : "HTTP/1.1");
  }
}
