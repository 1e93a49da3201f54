package dev.tutti.wire;

import dev.tutti.call.BodyMemory;
import dev.tutti.call.Call;
import dev.tutti.call.Permits;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.wire.client.ClientStream;
import dev.tutti.wire.client.ConnectionUse;
import dev.tutti.wire.client.Http1Connection;
import dev.tutti.wire.client.Http1Connector;
import dev.tutti.wire.client.Http1Connector.Http2ChosenException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.netty.handler.ssl.SslContext;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The connections to one origin. A caller that wants one waits in a line that can be left, so that
 * a full pool neither opens more nor holds a caller who has gone. A call gets a connection of its
 * own loop, so that its answer is read by the thread that relays it. Thread-safe; futures complete
 * on the caller's loop.
 */
public final class Pool {
  private static final int LONGEST_LINE = 100_000;
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Origin origin;
  private final Tls tls;
  private final PoolResources resources;
  private final OriginAddress destination;
  private final Permits permits;
  private final OriginConnections connections;
  private final MultiplexedConnections multiplexed;
  private final LongAdder created = new LongAdder();
  private final LongAdder reused = new LongAdder();
  private final Timer acquired;
  private final RecentWaits waits = new RecentWaits();
  private volatile @Nullable SslContext security;
  private volatile long asked;

  Pool(HttpPools.Peer peer, PoolResources resources) {
    this.origin = peer.origin();
    this.tls = peer.tls();
    this.resources = resources;
    this.destination = new OriginAddress(origin, resources.egress(), resources.lookups());
    int most = resources.settings().maxConnections();
    this.permits = new Permits(() -> "connections to " + origin, most, LONGEST_LINE);
    this.connections = new OriginConnections(resources.settings());
    this.multiplexed =
        new MultiplexedConnections(resources.clients(), resources.clock(), created, reused);
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

  /** Origin that its connections lead to. */
  public Origin origin() {
    return origin;
  }

  /** Memory for answers that are collected. */
  public BodyMemory memory() {
    return resources.memory();
  }

  /**
   * Gets a connection for one request; it is given back when the stream is left. Fails with {@code
   * concurrency_timeout} after the line's time-out, {@code timeout} after {@code connectTimeout},
   * {@code connection} when it cannot be made. Called on the call's loop.
   *
   * @param head method, path and headers; the origin is the pool's
   */
  public Future<ClientStream> acquire(Call call, RequestOptions head, Duration connectTimeout) {
    return acquire(call, head, connectTimeout, false);
  }

  /** The same on a connection that is opened now. */
  public Future<ClientStream> acquireNew(Call call, RequestOptions head, Duration connectTimeout) {
    return acquire(call, head, connectTimeout, true);
  }

  private Future<ClientStream> acquire(
      Call call, RequestOptions head, Duration longest, boolean anew) {
    long began = call.loop().nanos();
    var permit = permits.acquire(call, resources.settings().acquireTimeout());
    var got =
        permit.succeeded()
            ? open(call, head, longest, anew)
            : permit.compose(_ -> open(call, head, longest, anew));
    return got.onSuccess(_ -> waited(call.loop().nanos() - began));
  }

  private void waited(long nanos) {
    acquired.record(nanos, TimeUnit.NANOSECONDS);
    waits.add(nanos);
  }

  private Future<ClientStream> open(
      Call call, RequestOptions head, Duration longest, boolean anew) {
    var loop = (VertxLoop) call.loop();
    var idle = anew || multiplexed.isChosen() ? null : connections.take(loop);
    if (idle != null) {
      reused.increment();
      return Future.succeededFuture(idle.open(head));
    }
    return within(longest, call, loop, connect(loop, head, longest));
  }

  /**
   * Its caller may leave or be told that it takes too long meanwhile: then the connection stays for
   * the next one. Until it is there, or has failed, it counts as one of those that are open. The
   * loop's own timer knows when it was the loop that was late, and not the upstream.
   */
  private Future<ClientStream> within(
      Duration longest, Call call, VertxLoop loop, Future<ClientStream> opening) {
    Promise<ClientStream> got = Promise.promise();
    var forget = call.onCancel(() -> got.tryFail(call.reason()));
    var stop =
        call.loop().timer(longest, () -> got.tryFail(refusal(new TimeoutException(), longest)));
    opening.onComplete(
        (stream, broken) -> {
          forget.run();
          stop.run();
          if (stream == null) {
            loop.afterTurn(() -> permits.release(loop)); // or all who wait would fail in one stack
            got.tryFail(refusal(broken, longest));
          } else if (!got.tryComplete(stream)) {
            stream.leave();
          }
        });
    return got.future();
  }

  private Future<ClientStream> connect(VertxLoop loop, RequestOptions head, Duration longest) {
    if (multiplexed.isChosen()) {
      return multiplex(loop, head, longest);
    }
    return connection(loop, longest)
        .map(connection -> connection.open(head))
        .recover(
            broken ->
                broken instanceof Http2ChosenException
                    ? multiplex(loop, head, longest)
                    : Future.failedFuture(broken));
  }

  /** Opens a connection; the upstream's choice of HTTP/2 is remembered. */
  private Future<Http1Connection> connection(VertxLoop loop, Duration longest) {
    return connections.reserve(loop).compose(_ -> reserved(loop, longest));
  }

  private Future<Http1Connection> reserved(VertxLoop loop, Duration longest) {
    return address(loop, longest)
        .compose(
            to ->
                origin.tls()
                    ? security(loop).compose(with -> connect(loop, to, with, longest))
                    : connect(loop, to, null, longest))
        .onSuccess(
            connection -> {
              created.increment();
              connections.opened(connection);
            })
        .onFailure(
            broken -> {
              connections.failed();
              if (broken instanceof Http2ChosenException) {
                multiplexed.choose();
              }
            });
  }

  /** Address to connect to, once it is known and allowed. */
  private Future<InetSocketAddress> address(VertxLoop loop, Duration longest) {
    var address = destination.find(System.nanoTime());
    return address.isDone() && !address.isCompletedExceptionally()
        ? Future.succeededFuture(address.join())
        : Future.fromCompletionStage(address, loop.context())
            .timeout(Math.max(1, longest.toMillis()), TimeUnit.MILLISECONDS);
  }

  /** What TLS is made with, read once. */
  private Future<SslContext> security(VertxLoop loop) {
    var known = security;
    return known != null
        ? Future.succeededFuture(known)
        : loop.offload(tls::context).onSuccess(read -> security = read);
  }

  private Future<Http1Connection> connect(
      VertxLoop loop, InetSocketAddress to, @Nullable SslContext with, Duration longest) {
    var peer = new Http1Connector.Peer(origin.host(), origin.port(), to, with);
    int millis = (int) Math.min(Integer.MAX_VALUE, longest.plus(GRACE).toMillis()); // ours is first
    return Http1Connector.connect(peer, loop.context(), millis, new Owner(loop));
  }

  private Future<ClientStream> multiplex(VertxLoop loop, RequestOptions head, Duration longest) {
    head.setHost(origin.host()).setPort(origin.port()).setSsl(origin.tls());
    head.setConnectTimeout(longest.plus(GRACE).toMillis());
    tls.apply(head);
    return address(loop, longest)
        .compose(
            to ->
                multiplexed.open(
                    loop,
                    head.setServer(SocketAddress.inetSocketAddress(to)),
                    () -> permits.release(loop)));
  }

  /** Owner of the connections of one loop. */
  private final class Owner implements Http1Connection.Owner {
    private final VertxLoop loop;

    Owner(VertxLoop loop) {
      this.loop = loop;
    }

    @Override
    public void left(Http1Connection connection, boolean usable) {
      if (usable) {
        connections.keep(loop, connection, loop.nanos());
      }
      permits.release(loop);
    }

    @Override
    public void closed(Http1Connection connection) {
      connections.closed(loop, connection);
    }

    @Override
    public long millis() {
      return resources.clock().millis();
    }
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

  /** Opens connections until as many are open as shall be warm, or in use. */
  void warm() {
    var loops = resources.loops().all();
    int least = resources.settings().minWarm();
    for (int i = permits.inUse() + idle(); i < least && permits.tryAcquire(); i++) {
      var loop = loops.get(i % loops.size());
      loop.run(() -> warm(loop));
    }
  }

  private void warm(VertxLoop loop) {
    connect(loop, new RequestOptions(), GRACE)
        .onSuccess(ClientStream::leave)
        .onFailure(_ -> permits.release(loop));
  }

  /** Closes those that nobody has used for long, or that are more than shall be kept. */
  void sweep() {
    connections.sweep(System.nanoTime());
  }

  /** Notes that somebody asks for it. */
  void ask() {
    asked = resources.clock().millis();
  }

  /** Whether nobody uses it, nor has asked for it in a time. */
  boolean isLeft(Duration longest) {
    return resources.clock().millis() - asked >= longest.toMillis()
        && permits.inUse() == 0
        && permits.waiting() == 0
        && idle() == 0;
  }

  /** Closes every connection of HTTP/1.1, for good. */
  void close() {
    connections.close();
  }

  private int idle() {
    int shared = multiplexed.all().size();
    return connections.idle() + Math.max(0, shared - permits.inUse());
  }

  PoolStatistics statistics() {
    var open = new ArrayList<PoolStatistics.Connection>();
    connections.all().forEach(each -> open.add(described(each.local(), "HTTP/1.1", each.use())));
    multiplexed
        .all()
        .forEach(
            (each, use) -> open.add(described(String.valueOf(each.localAddress()), "HTTP/2", use)));
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
        open);
  }

  private static PoolStatistics.Connection described(
      String local, String protocol, ConnectionUse use) {
    return new PoolStatistics.Connection(local, protocol, use.opened(), use.latest(), use.count());
  }
}
