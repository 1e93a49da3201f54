package dev.tutti.bench;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

/**
 * The one thread that a bench program runs on, with the sockets that fit it: epoll's on Linux, else
 * the JDK's.
 */
record OneLoop(
    EventLoopGroup group, Class<? extends ServerChannel> server, Class<? extends Channel> client) {

  static OneLoop start() {
    if (Epoll.isAvailable()) {
      var group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
      return new OneLoop(group, EpollServerSocketChannel.class, EpollSocketChannel.class);
    }
    var group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    return new OneLoop(group, NioServerSocketChannel.class, NioSocketChannel.class);
  }

  void stop() {
    group.close();
  }
}
