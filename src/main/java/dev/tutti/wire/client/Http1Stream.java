package dev.tutti.wire.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaders;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.RequestOptions;
import org.jspecify.annotations.Nullable;

/** Stream on a connection of HTTP/1.1. Confined to the connection's loop. */
final class Http1Stream implements ClientStream {
  /** Bodies up to this go out in one piece with their head. */
  private static final int ONE_PIECE = 64 << 10;

  private static final int HEAD = 1 << 10;

  private final Http1Connection connection;
  private final RequestOptions head;
  private final String host;
  private @Nullable StreamListener listener;
  private Runnable drain = () -> {};
  private boolean chunked;
  private boolean sent;
  private boolean answered;

  /**
   * @param head method, path and headers
   * @param host of the origin, with its port where that is not the scheme's own
   */
  Http1Stream(Http1Connection connection, RequestOptions head, String host) {
    this.connection = connection;
    this.head = head;
    this.host = host;
    connection.carry(this);
  }

  @Override
  public void listen(StreamListener to) {
    listener = to;
  }

  @Override
  public MultiMap headers() {
    return head.getHeaders();
  }

  @Override
  public void send(Buffer body) {
    sent = true;
    if (body.length() > ONE_PIECE) {
      connection.write(headOf(body.length(), HEAD));
      connection.write(Unpooled.wrappedBuffer(body.getBytes()));
    } else {
      var all = headOf(body.length(), HEAD + body.length());
      connection.write(all.writeBytes(body.getBytes()));
    }
  }

  private ByteBuf headOf(long length, int room) {
    var buffer = connection.channel().alloc().buffer(room);
    try {
      RequestEncoder.write(buffer, head, host, length);
      return buffer;
    } catch (RuntimeException e) {
      buffer.release();
      throw e;
    }
  }

  @Override
  public void begin(long length) {
    chunked = length < 0;
    connection.write(headOf(length, HEAD));
  }

  @Override
  public void write(Buffer bytes) {
    if (bytes.length() == 0) {
      return;
    }
    var body = bytes.getBytes();
    connection.write(chunked ? chunk(body) : Unpooled.wrappedBuffer(body));
  }

  private ByteBuf chunk(byte[] body) {
    var buffer = connection.channel().alloc().buffer(body.length + 16);
    ByteBufUtil.writeAscii(buffer, Integer.toHexString(body.length));
    ByteBufUtil.writeAscii(buffer, "\r\n");
    buffer.writeBytes(body);
    ByteBufUtil.writeAscii(buffer, "\r\n");
    return buffer;
  }

  @Override
  public void end() {
    sent = true;
    if (chunked) {
      var last = connection.channel().alloc().buffer(5);
      ByteBufUtil.writeAscii(last, "0\r\n\r\n");
      connection.write(last);
    }
  }

  @Override
  public boolean isFull() {
    return connection.isFull();
  }

  @Override
  public void onDrain(Runnable task) {
    drain = task;
  }

  @Override
  public void pause() {
    if (listener != null) {
      connection.pause();
    }
  }

  @Override
  public void resume() {
    if (listener != null) {
      connection.resume();
    }
  }

  @Override
  public void leave() {
    listener = null;
    connection.left(this, sent && answered);
  }

  void head(int status, HttpHeaders headers) {
    if (listener != null) {
      listener.head(status, headers);
    }
  }

  void bytes(byte[] bytes) {
    if (listener != null) {
      listener.bytes(bytes);
    }
  }

  void ended() {
    answered = true;
    if (listener != null) {
      listener.ended();
    }
  }

  void broken(Throwable why) {
    if (listener != null && !answered) {
      listener.broken(why);
    }
  }

  void drained() {
    drain.run();
  }
}
