package dev.tutti.wire;

import dev.tutti.call.BodyMemory;
import dev.tutti.call.Call;
import dev.tutti.call.Permits;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The connections to one origin. A caller that wants one waits in a line that can be left, so that
 * a full pool neither opens more nor holds a caller who has gone. Thread-safe; futures complete on
 * the caller's loop.
 */
public final class Pool {
  private static final int LONGEST_LINE = 100_000;
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final int MOST_TRIES = 5;
  private static final long CANCEL = 0x8; // HTTP/2's error code; on HTTP/1.1 the connection closes

  private final Origin origin;
  private final Tls tls;
  private final PoolResources resources;
  private final OriginAddress destination;
  private final Permits permits;
  private final LoopShares shares;
  private final ConcurrentHashMap<HttpClientRequest, Taken> taken = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<HttpConnection, ConnectionLife> open = new ConcurrentHashMap<>();
  private final LongAdder created = new LongAdder();
  private final LongAdder reused = new LongAdder();
  private final Timer acquired;
  private final RecentWaits waits = new RecentWaits();

  Pool(HttpPools.Peer peer, PoolResources resources) {
    this.origin = peer.origin();
    this.tls = peer.tls();
    this.resources = resources;
    this.destination = new OriginAddress(origin, resources.egress(), resources.lookups());
    int most = resources.settings().maxConnections();
    this.permits = new Permits(() -> "connections to " + origin, most, LONGEST_LINE);
    this.shares = new LoopShares(resources.clients(), most, resources.settings().keepAlive());
    this.acquired =
        Timer.builder("tutti.pool.acquire")
            .description("Time to get a connection, waiting in line and connecting included")
            .tag("origin", peer.label())
            .register(resources.meters());
    gauges(resources.meters(), peer.label());
  }

  private void gauges(MeterRegistry meters, String tag) {
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
    address(head);
    return permits
        .acquire(call, resources.settings().acquireTimeout())
        .compose(_ -> connect(call, head, connectTimeout))
        .onSuccess(
            request -> {
              use(request);
              long waited = call.loop().nanos() - began;
              acquired.record(waited, TimeUnit.NANOSECONDS);
              waits.add(waited);
            });
  }

  /** Memory for answers that are collected. */
  public BodyMemory memory() {
    return resources.memory();
  }

  private RequestOptions address(RequestOptions head) {
    head.setHost(origin.host()).setPort(origin.port()).setSsl(origin.tls());
    if (origin.tls()) {
      tls.apply(head);
    } else {
      head.setProtocolVersion(HttpVersion.HTTP_1_1);
    }
    return head;
  }

  /**
   * Connects, or finds an open connection. When its caller leaves meanwhile, the connection stays
   * for the next one: until it is there, or has failed, it counts as one of those that are open.
   */
  private Future<HttpClientRequest> connect(Call call, RequestOptions head, Duration longest) {
    Promise<HttpClientRequest> got = Promise.promise();
    var home = shares.home(call.loop());
    var share = shares.take(home);
    var forget = call.onCancel(() -> got.tryFail(call.reason()));
    head.setConnectTimeout(longest.plus(GRACE).toMillis()); // ours comes first
    open(share, head, longest)
        .recover(broken -> again(share, broken, head))
        .onComplete(
            (request, broken) -> {
              forget.run();
              if (request == null) {
                giveBack(share);
                got.tryFail(refusal(broken, longest));
                return;
              }
              boolean reused = open.containsKey(request.connection());
              taken.put(request, new Taken(share, home.loop(), reused));
              if (!got.tryComplete(request)) {
                use(request);
                unused(request);
              }
            });
    return within(longest, call, got);
  }

  /** The loop's own timer knows when it was the loop that was late, and not the upstream. */
  private Future<HttpClientRequest> within(
      Duration longest, Call call, Promise<HttpClientRequest> got) {
    if (!got.future().isComplete()) {
      var stop =
          call.loop().timer(longest, () -> got.tryFail(refusal(new TimeoutException(), longest)));
      got.future().onComplete(_ -> stop.run());
    }
    return got.future();
  }

  /** Asks the client, once the address is known and allowed. */
  private Future<HttpClientRequest> open(
      LoopShares.Share share, RequestOptions head, Duration longest) {
    var address = destination.find(System.nanoTime());
    if (address.isDone() && !address.isCompletedExceptionally()) {
      return request(share, head.setServer(address.join()));
    }
    return Future.fromCompletionStage(address, Vertx.currentContext())
        .timeout(Math.max(1, longest.toMillis()), TimeUnit.MILLISECONDS)
        .compose(known -> request(share, head.setServer(known)));
  }

  /** An exception that the client throws rather than answers is a failure, too. */
  private Future<HttpClientRequest> request(LoopShares.Share share, RequestOptions head) {
    try {
      return share.client().request(head);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  /** An idle connection may close while it is handed out; nothing was sent, so another will do. */
  private Future<HttpClientRequest> again(
      LoopShares.Share share, Throwable broken, RequestOptions head) {
    return broken instanceof HttpClosedException
        ? request(share, head)
        : Future.failedFuture(broken);
  }

  private void giveBack(LoopShares.Share share) {
    share.giveBack();
    permits.release();
  }

  private Fault refusal(@Nullable Throwable broken, Duration longest) {
    if (broken != null && Fault.from(broken).code() == FaultCode.CONNECTION) {
      return Fault.from(broken); // no address to connect to
    }
    destination.failed();
    return broken instanceof TimeoutException
        ? Fault.of(
                FaultCode.TIMEOUT,
                "connect: no connection to %s within %d ms".formatted(origin, longest.toMillis()))
            .withoutWork()
        : Fault.of(
                FaultCode.CONNECTION,
                "no connection to %s: %s"
                    .formatted(origin, broken == null ? "none" : broken.getMessage()))
            .withoutWork();
  }

  /**
   * Whether a connection that {@link #acquire} gave was open before, so that its upstream may have
   * closed it without meaning the call that it carries now.
   */
  public boolean isReused(HttpClientRequest request) {
    var from = taken.get(request);
    return from != null && from.reused;
  }

  private void use(HttpClientRequest request) {
    var from = taken.get(request);
    var life = from == null ? null : track(request.connection(), from.share);
    if (life != null) {
      life.use(request, resources.clock().instant());
    }
  }

  /** Counts a connection in; null when it has closed again. */
  private @Nullable ConnectionLife track(HttpConnection connection, LoopShares.Share share) {
    var life = resources.connections().life(connection);
    if (life == null) {
      return null;
    }
    if (life.claim(() -> forget(connection, share))) {
      created.increment();
      share.opened();
      open.put(connection, life);
      if (resources.connections().life(connection) == null) {
        forget(connection, share); // it closed before it was counted in
      }
    } else {
      reused.increment();
    }
    return life;
  }

  private void forget(HttpConnection connection, LoopShares.Share share) {
    if (open.remove(connection) != null) {
      share.closed();
    }
  }

  /**
   * Gives a connection back whose answer was read to its end, or what is left of it, any number of
   * times; unused ones beyond the limit are closed. That is done when the client has it back, which
   * is right after what the caller's loop is doing now: the next call would open another one.
   */
  public void release(HttpClientRequest request) {
    var from = taken.remove(request);
    if (from != null) {
      from.caller.context().runOnContext(_ -> released(request, from.share));
    }
  }

  private void released(HttpClientRequest request, LoopShares.Share share) {
    giveBack(share);
    boolean shared = request.version() == HttpVersion.HTTP_2; // and few: they close when idle
    if (!shared && idle() > resources.settings().keepAlive()) {
      share.loop().run(() -> closeOne(share, MOST_TRIES));
    }
  }

  /**
   * Closes a connection that nobody uses. It is taken out of the client first: the one that was
   * just given back may be in other hands already. Or it is not back yet, and the client gives a
   * new one: then it is tried again.
   */
  private void closeOne(LoopShares.Share share, int tries) {
    open(share, address(new RequestOptions()).setConnectTimeout(GRACE.toMillis()), GRACE)
        .onSuccess(
            unused -> {
              boolean isNew = !open.containsKey(unused.connection());
              unused.exceptionHandler(_ -> {});
              unused.connection().close();
              if (isNew && tries > 1 && idle() > resources.settings().keepAlive()) {
                closeOne(share, tries - 1);
              }
            });
  }

  private int idle() {
    return Math.max(0, open.size() - permits.inUse());
  }

  /**
   * Gives a connection back of whose answer something is left, which closes it; unless all of the
   * answer had come, though it was not read, and the connection carries somebody else's call now.
   */
  public void abandon(HttpClientRequest request) {
    var life = open.get(request.connection());
    if (request.version() == HttpVersion.HTTP_2 || life == null || life.carries(request)) {
      request.reset(CANCEL);
    }
    release(request);
  }

  /** Hands a connection back on which nothing was sent. */
  public void unused(HttpClientRequest request) {
    discard(request);
    release(request);
  }

  private static void discard(HttpClientRequest request) {
    request.exceptionHandler(_ -> {}).reset();
  }

  /**
   * Opens connections until as many are open as shall be warm. All are held until the last is
   * there: one that were given back at once would be given out again instead of another.
   */
  void warm() {
    var all = shares.all();
    int least = resources.settings().minWarm();
    for (int i = 0; i < all.size(); i++) {
      var share = all.get(i);
      int part = least / all.size() + (i < least % all.size() ? 1 : 0);
      share.loop().run(() -> warm(share, part));
    }
  }

  private void warm(LoopShares.Share share, int least) {
    if (share.open() >= least) {
      return;
    }
    var held = new ArrayList<Future<HttpClientRequest>>();
    for (int i = share.used(); i < least; i++) {
      var head = address(new RequestOptions()).setConnectTimeout(GRACE.toMillis());
      held.add(open(share, head, GRACE).onSuccess(request -> track(request.connection(), share)));
    }
    Future.join(held).onComplete(_ -> held.forEach(each -> each.onSuccess(Pool::discard)));
  }

  /**
   * Connection that a call has, until it gives it back.
   *
   * @param share whose it is
   * @param caller loop of the call, which handles the end of its answer
   * @param reused whether it was open before
   */
  private record Taken(LoopShares.Share share, VertxLoop caller, boolean reused) {}

  PoolStatistics statistics() {
    return new PoolStatistics(
        origin.toString(),
        resources.settings().maxConnections(),
        created.sum(),
        reused.sum(),
        permits.inUse(),
        idle(),
        permits.waiting(),
        waits.percentile(50),
        waits.percentile(99),
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
