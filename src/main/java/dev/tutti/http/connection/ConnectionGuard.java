package dev.tutti.http.connection;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Deadline for the heads of one connection's requests; the first to hear of its bytes. Until a
 * caller is authenticated, each head must come within the time since the one before it, or since
 * the connection was accepted, so that handshakes, half heads and bodies that nobody waits for end
 * with it. Of a known caller's connection only a head that has begun is timed: between two requests
 * it may be idle. HTTP/2 of a known caller is not timed, since its frames do not show here.
 *
 * <p>Confined to the connection's event loop but for {@link #close}.
 */
public final class ConnectionGuard extends ChannelInboundHandlerAdapter {
  private static final AttributeKey<ConnectionGuard> KEY =
      AttributeKey.valueOf(ConnectionGuard.class, "guard");

  private final OpenConnections connections;
  private @Nullable ChannelHandlerContext context;
  private @Nullable Future<?> deadline;
  private boolean read;
  private boolean known;
  private boolean multiplexed;
  private int heads;
  private int unanswered;
  private volatile boolean closing;

  ConnectionGuard(OpenConnections connections) {
    this.connections = connections;
  }

  /** The guard of a request's connection; none where the server was made without. */
  public static Optional<ConnectionGuard> of(HttpServerRequest http) {
    return http.connection() instanceof ConnectionBase connection
        ? Optional.ofNullable(connection.channel().attr(KEY).get())
        : Optional.empty();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
    added.channel().attr(KEY).set(this);
  }

  @Override
  public void channelActive(ChannelHandlerContext active) {
    if (closing) {
      var _ = active.close();
    } else {
      startDeadline();
    }
    active.fireChannelActive();
  }

  @Override
  public void channelRead(ChannelHandlerContext from, Object bytes) {
    if (!read) {
      read = true;
      StrictDecoding.prepare(from.pipeline());
    }
    boolean idle = unanswered == 0;
    int before = heads;
    from.fireChannelRead(bytes);
    if (idle && heads == before && !multiplexed && from.channel().isOpen()) {
      startDeadline();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext inactive) {
    stopDeadline();
    inactive.fireChannelInactive();
  }

  /** The head of a request has come. */
  public void requested(HttpServerRequest http) {
    heads++;
    unanswered++;
    multiplexed = http.version() == HttpVersion.HTTP_2;
    stopDeadline();
    if (!known) {
      connections.requested(this);
      startDeadline();
    }
  }

  /** The caller has shown a key, or needs none. */
  public void authenticated() {
    if (!known) {
      known = connections.authenticated(this);
      stopDeadline();
    }
  }

  /** The answer to a request has ended, or will not come. */
  public void answered() {
    unanswered--;
  }

  /** Closes the connection from any thread, whatever still waits to be written. */
  public void close() {
    closing = true;
    var there = context;
    if (there != null) {
      var _ = there.close();
    }
  }

  /** The connection is closed, from whichever side. */
  void closed() {
    connections.closed(this, known);
  }

  private void startDeadline() {
    if (deadline == null && context != null) {
      long nanos = connections.settings().headTimeout().toNanos();
      deadline = context.executor().schedule(this::late, nanos, TimeUnit.NANOSECONDS);
    }
  }

  private void stopDeadline() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }

  private void late() {
    connections.late();
    close();
  }
}
