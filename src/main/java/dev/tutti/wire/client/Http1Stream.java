package dev.tutti.wire.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.internal.buffer.BufferInternal;
import org.jspecify.annotations.Nullable;

/** Stream on a connection of HTTP/1.1. Confined to the connection's loop. */
final class Http1Stream implements ClientStream {
  /** Bodies up to this go out in one piece with their head. */
  private static final int ONE_PIECE = 64 << 10;

  private static final int CHUNK_FRAME = 12;
  private static final String LINE_END = "\r\n";

  private final Http1Connection connection;
  private final RequestOptions head;
  private final String host;
  private final boolean reused;
  private @Nullable StreamListener listener;
  private Runnable drain = () -> {};
  private boolean chunked;
  private boolean begun;
  private boolean sent;
  private boolean answered;
  private boolean left;

  /**
   * @param head method, path and headers
   * @param host of the origin, with its port where that is not the scheme's own
   * @param reused whether the connection has carried a stream before
   */
  Http1Stream(Http1Connection connection, RequestOptions head, String host, boolean reused) {
    this.connection = connection;
    this.head = head;
    this.host = host;
    this.reused = reused;
  }

  @Override
  public void listen(StreamListener to) {
    listener = to;
  }

  @Override
  public MultiMap headers() {
    return RequestEncoder.headers(head);
  }

  @Override
  public boolean mayBeStale() {
    return reused && !connection.hasHeard();
  }

  @Override
  public void send(Buffer body) {
    if (left) {
      return; // its connection may carry another one
    }
    var bytes = ((BufferInternal) body).getByteBuf();
    int length = body.length();
    if (length > ONE_PIECE) {
      connection.prepare(begin(length, 0));
      connection.write(bytes);
    } else {
      connection.write(begin(length, length).writeBytes(bytes));
    }
    sent = true;
  }

  private ByteBuf begin(long length, int room) {
    var bytes = connection.headBuffer();
    RequestEncoder.write(bytes, head, host, length);
    begun = true;
    connection.expect(head.getMethod().name());
    return connection.buffer(bytes.readableBytes() + room).writeBytes(bytes);
  }

  @Override
  public void begin(long length) {
    if (left) {
      return;
    }
    chunked = length < 0;
    connection.write(begin(length, 0));
  }

  @Override
  public void write(Buffer bytes) {
    if (left || bytes.length() == 0) {
      return; // an empty chunk would be the last one
    }
    if (chunked) {
      var size = connection.buffer(CHUNK_FRAME);
      ByteBufUtil.writeAscii(size, Integer.toHexString(bytes.length()));
      ByteBufUtil.writeAscii(size, LINE_END);
      connection.prepare(size);
      connection.prepare(((BufferInternal) bytes).getByteBuf());
      connection.write(ByteBufUtil.writeAscii(connection.alloc(), LINE_END));
    } else {
      connection.write(((BufferInternal) bytes).getByteBuf());
    }
  }

  @Override
  public void end() {
    if (left) {
      return;
    }
    sent = true;
    if (chunked) {
      connection.write(ByteBufUtil.writeAscii(connection.alloc(), "0\r\n\r\n"));
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
    left = true;
    listener = null;
    drain = () -> {};
    connection.left(this, !begun || (sent && answered));
  }

  /** Whether the upstream has been asked, and not all of its answer has been given. */
  boolean isAwaiting() {
    return begun && !answered;
  }

  void head(ResponseHead response) {
    if (listener != null) {
      listener.head(response);
    }
  }

  void bytes(Buffer bytes) {
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

  void cut() {
    if (listener != null && !answered) {
      listener.cut();
    }
  }

  void broken(Throwable why) {
    var reader = listener;
    if (reader != null && !answered) {
      listener = null;
      reader.broken(why);
    }
  }

  void drained() {
    drain.run();
  }
}
