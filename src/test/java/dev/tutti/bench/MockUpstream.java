package dev.tutti.bench;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * An OpenAI-compatible upstream with nothing behind it, on a free port of the loopback. Prints
 * {@code {"event":"ready","port":N}} and serves until standard input ends.
 */
final class MockUpstream {
  private static final int BACKLOG = 4096;

  private final OneLoop loop;
  private final Channel listening;

  private MockUpstream(OneLoop loop, Channel listening) {
    this.loop = loop;
    this.listening = listening;
  }

  public static void main(String[] args) throws IOException {
    MockUpstream upstream = start();
    System.out.println("{\"event\":\"ready\",\"port\":" + upstream.port() + "}");
    while (System.in.read() >= 0) {}
    upstream.stop();
  }

  static MockUpstream start() {
    OneLoop loop = OneLoop.start();
    Map<String, MockScript> scripts = new HashMap<>();
    var config = new HttpDecoderConfig().setValidateHeaders(false);
    var server =
        new ServerBootstrap()
            .group(loop.group())
            .channel(loop.server())
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(new HttpRequestDecoder(config), new MockConnection(scripts));
                  }
                });
    return new MockUpstream(loop, server.bind("127.0.0.1", 0).syncUninterruptibly().channel());
  }

  int port() {
    return ((InetSocketAddress) listening.localAddress()).getPort();
  }

  void stop() {
    listening.close().syncUninterruptibly();
    loop.stop();
  }
}
