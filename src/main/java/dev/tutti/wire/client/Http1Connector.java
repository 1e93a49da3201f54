package dev.tutti.wire.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Attempt at a connection that speaks HTTP/1.1, with TLS or without, on an event loop of Vert.x and
 * over its transport. Confined to that loop.
 */
public final class Http1Connector {
  private static final int DEFAULT_PORT = 80;
  private static final int DEFAULT_TLS_PORT = 443;

  private final Peer peer;
  private final ContextInternal loop;
  private final Http1Connection.Owner owner;
  private final Promise<Http1Connection> opened = Promise.promise();
  private final ChannelFuture connecting;

  private Http1Connector(Peer peer, ContextInternal loop, int millis, Http1Connection.Owner owner) {
    this.peer = peer;
    this.loop = loop;
    this.owner = owner;
    this.connecting =
        new Bootstrap()
            .group(loop.nettyEventLoop())
            .channelFactory(loop.owner().transport().channelFactory(false))
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.AUTO_CLOSE, false) // an answer may be there that says why
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, millis)
            .handler(new Security(peer, millis))
            .connect(peer.address);
    connecting.addListener(done -> connected(done.cause()));
  }

  /**
   * Peer that is connected to.
   *
   * @param host of the origin: a name or an address, IPv6 in brackets
   * @param port of the origin
   * @param address that the host's name leads to
   * @param tls what verifies the host's name; null for none
   */
  public record Peer(String host, int port, InetSocketAddress address, @Nullable SslContext tls) {

    /** Value of the header {@code host}. */
    private String header() {
      return port == (tls == null ? DEFAULT_PORT : DEFAULT_TLS_PORT) ? host : host + ":" + port;
    }

    private String name() {
      return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
  }

  /** The upstream has chosen HTTP/2, which this does not speak. */
  public static final class Http2ChosenException extends Exception {
    private static final long serialVersionUID = 1;

    Http2ChosenException() {
      super("the upstream speaks HTTP/2", null, false, false);
    }
  }

  /**
   * Connects on a loop, where it completes. Fails with what the transport or TLS says, or with
   * {@link Http2ChosenException}.
   *
   * @param millis for each of its steps, more than 0
   * @param owner of the connection
   */
  public static Future<Http1Connection> connect(
      Peer peer, Context loop, int millis, Http1Connection.Owner owner) {
    return new Http1Connector(peer, (ContextInternal) loop, millis, owner).opened.future();
  }

  private void connected(@Nullable Throwable failure) {
    if (failure != null) {
      loop.emit(_ -> opened.fail(failure)); // by another thread when there is no socket
      return;
    }
    var tls = connecting.channel().pipeline().get(SslHandler.class);
    if (tls == null) {
      ready();
    } else {
      tls.handshakeFuture().addListener(done -> agreed(done.cause(), tls.applicationProtocol()));
    }
  }

  private void agreed(@Nullable Throwable failure, @Nullable String protocol) {
    if (failure != null) {
      failed(failure);
    } else if (ApplicationProtocolNames.HTTP_2.equals(protocol)) {
      failed(new Http2ChosenException());
    } else {
      ready();
    }
  }

  private void failed(Throwable why) {
    var _ = connecting.channel().close();
    loop.dispatch(() -> opened.fail(why));
  }

  private void ready() {
    var channel = connecting.channel();
    channel.pipeline().addLast(new ResponseDecoder());
    var connection = new Http1Connection(loop, channel, peer.header(), owner);
    channel.pipeline().addLast(connection);
    if (channel.isActive()) {
      loop.dispatch(() -> opened.complete(connection));
    } else {
      failed(new IOException("Connection was closed")); // nobody would tell that later
    }
  }

  /** Beginning of a channel. */
  private static final class Security extends ChannelInitializer<Channel> {
    private final Peer peer;
    private final int millis;

    Security(Peer peer, int millis) {
      this.peer = peer;
      this.millis = millis;
    }

    @Override
    protected void initChannel(Channel channel) {
      if (peer.tls != null) {
        var handler = peer.tls.newHandler(channel.alloc(), peer.name(), peer.port);
        handler.setHandshakeTimeoutMillis(millis);
        channel.pipeline().addLast(handler);
      }
    }
  }
}
