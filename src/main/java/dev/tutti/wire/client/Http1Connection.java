package dev.tutti.wire.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Connection that speaks HTTP/1.1 and carries one stream at a time. Behind Netty's decoder of
 * answers in its channel's pipeline. Confined to its event loop.
 */
final class Http1Connection extends ChannelInboundHandlerAdapter {
  private static final int SWITCHING = 101;

  private final Channel channel;
  private final Owner owner;
  private final ArrayDeque<HttpObject> kept = new ArrayDeque<>(2);
  private @Nullable Http1Stream stream;
  private @Nullable Throwable broken;
  private boolean interim;
  private boolean persists = true;
  private boolean paused;

  Http1Connection(Channel channel, Owner owner) {
    this.channel = channel;
    this.owner = owner;
  }

  /** Who keeps connections between their streams. */
  interface Owner {
    /** It can carry another stream. */
    void idle(Http1Connection connection);

    /** It has closed. Once. */
    void closed(Http1Connection connection);
  }

  Channel channel() {
    return channel;
  }

  /** Whether a stream may begin on it, as far as this side knows. */
  boolean isUsable() {
    return stream == null && persists && channel.isActive();
  }

  /** Carries a stream from now on. */
  void carry(Http1Stream next) {
    stream = next;
  }

  void write(ByteBuf bytes) {
    channel.writeAndFlush(bytes, channel.voidPromise());
  }

  boolean isFull() {
    return !channel.isWritable();
  }

  void pause() {
    paused = true;
    channel.config().setAutoRead(false);
  }

  /** What is kept comes first, as far as its reader takes it. */
  void resume() {
    paused = false;
    while (!paused && !kept.isEmpty()) {
      take(kept.poll());
    }
    if (paused) {
      return;
    }
    if (broken != null) {
      breakOff(broken);
    } else {
      channel.config().setAutoRead(true);
    }
  }

  /**
   * Its stream has ended on this side.
   *
   * @param whole whether both sides have said everything
   */
  void left(Http1Stream by, boolean whole) {
    if (!by.equals(stream)) {
      return;
    }
    stream = null;
    kept.forEach(ReferenceCountUtil::release);
    boolean clean = whole && kept.isEmpty();
    kept.clear();
    if (clean && persists && channel.isActive()) {
      if (paused) {
        resume();
      }
      owner.idle(this);
    } else {
      channel.close();
    }
  }

  void close() {
    channel.close();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    var part = (HttpObject) message;
    if (paused) {
      kept.add(part);
    } else {
      take(part);
    }
  }

  private void take(HttpObject part) {
    try {
      if (part.decoderResult().isFailure()) {
        persists = false;
        breakOff(part.decoderResult().cause());
        channel.close();
        return;
      }
      if (part instanceof HttpResponse head) {
        head(head);
      }
      if (part instanceof HttpContent content) {
        content(content);
      }
    } finally {
      ReferenceCountUtil.release(part);
    }
  }

  private void head(HttpResponse head) {
    int status = head.status().code();
    interim = head.status().codeClass() == HttpStatusClass.INFORMATIONAL && status != SWITCHING;
    if (interim) {
      return;
    }
    persists &= HttpUtil.isKeepAlive(head) && status != SWITCHING;
    if (stream == null) {
      channel.close(); // nobody has asked
    } else {
      stream.head(status, head.headers());
    }
  }

  private void content(HttpContent content) {
    var reader = stream;
    if (reader != null && !interim && content.content().isReadable()) {
      reader.bytes(ByteBufUtil.getBytes(content.content()));
    }
    if (content instanceof LastHttpContent && !interim && reader != null && reader.equals(stream)) {
      reader.ended();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (stream != null && channel.isWritable()) {
      stream.drained();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    broken = cause;
    channel.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    persists = false;
    if (broken == null) {
      broken = new IOException("Connection was closed");
    }
    if (!paused) {
      breakOff(broken);
    }
    owner.closed(this);
  }

  /** What broke comes after everything that came before. */
  private void breakOff(Throwable cause) {
    if (stream != null) {
      stream.broken(cause);
    }
  }
}
