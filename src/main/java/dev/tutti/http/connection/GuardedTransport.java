package dev.tutti.http.connection;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.InternetProtocolFamily;
import io.vertx.core.net.TcpConfig;
import io.vertx.core.spi.transport.Transport;
import java.util.concurrent.ThreadFactory;

/**
 * Transport over IP like another one, whose listening sockets give every new connection a guard.
 */
record GuardedTransport(Transport actual, OpenConnections connections) implements Transport {

  @Override
  public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
    var factory = actual.serverChannelFactory(domainSocket);
    return () -> {
      var listening = factory.newChannel();
      listening.pipeline().addLast(new Acceptance(connections));
      return listening;
    };
  }

  @Override
  public boolean supportFileRegion() {
    return actual.supportFileRegion();
  }

  @Override
  public IoHandlerFactory ioHandlerFactory() {
    return actual.ioHandlerFactory();
  }

  @Override
  public EventLoopGroup eventLoopGroup(int type, int threads, ThreadFactory factory, int ratio) {
    return actual.eventLoopGroup(type, threads, factory, ratio);
  }

  @Override
  @SuppressWarnings("deprecation") // what Vert.x asks for
  public DatagramChannel datagramChannel(InternetProtocolFamily family) {
    return actual.datagramChannel(family);
  }

  @Override
  public ChannelFactory<? extends DatagramChannel> datagramChannelFactory() {
    return actual.datagramChannelFactory();
  }

  @Override
  public ChannelFactory<? extends Channel> channelFactory(boolean domainSocket) {
    return actual.channelFactory(domainSocket);
  }

  @Override
  public void configure(TcpConfig config, boolean domainSocket, Bootstrap bootstrap) {
    actual.configure(config, domainSocket, bootstrap);
  }

  @Override
  public void configure(TcpConfig config, boolean domainSocket, ServerBootstrap bootstrap) {
    actual.configure(config, domainSocket, bootstrap);
  }

  /** First handler of a listening socket: what it reads are the connections that were accepted. */
  private static final class Acceptance extends ChannelInboundHandlerAdapter {
    private final OpenConnections connections;

    Acceptance(OpenConnections connections) {
      this.connections = connections;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
      var connection = (Channel) accepted;
      var guard = new ConnectionGuard(connections);
      if (connections.admit(guard)) {
        connection.closeFuture().addListener(_ -> guard.closed());
        connection.pipeline().addFirst(guard);
        context.fireChannelRead(accepted);
      } else {
        connection.unsafe().closeForcibly();
      }
    }
  }
}
