package dev.tutti.wire.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.internal.http.HttpHeadersInternal;
import java.io.IOException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Connection that speaks HTTP/1.1 and carries one stream at a time. Behind a {@link
 * ResponseDecoder} in its channel's pipeline. Confined to its event loop, but for what says
 * otherwise.
 */
public final class Http1Connection extends ChannelInboundHandlerAdapter {
  private static final int SWITCHING = 101;

  /** Bytes that are read for a paused stream: as long as there is room, a break is noticed. */
  private static final int MOST_KEPT = 16 << 10;

  /** What a part costs beside its bytes, about: many small ones are much memory, too. */
  private static final int PART = 128;

  private static final int HEAD = 512;
  private static final int LARGE_HEAD = 16 << 10;
  private static final int LEAST = 100; // of all statuses
  private static final int LEAST_FINAL = 200;
  private static final int MOST = 999;

  private final ContextInternal loop;
  private final Channel channel;
  private final ResponseDecoder decoder;
  private final String host;
  private final Owner owner;
  private final ConnectionUse use;
  private final ArrayDeque<HttpObject> kept = new ArrayDeque<>(2);
  private @Nullable Http1Stream stream;
  private @Nullable Throwable broken;
  private @Nullable IOException failure;
  private int keptBytes;
  private boolean interim;
  private boolean persists = true;
  private boolean paused;
  private boolean giving;
  private boolean reading;
  private boolean early;
  private boolean truncated;

  private ByteBuf head = Unpooled.buffer(HEAD);

  private volatile long idleSince;

  Http1Connection(ContextInternal loop, Channel channel, String host, Owner owner) {
    this.loop = loop;
    this.channel = channel;
    this.decoder = channel.pipeline().get(ResponseDecoder.class);
    this.host = host;
    this.owner = owner;
    this.use = new ConnectionUse(owner.millis());
  }

  /** Owner of connections, who keeps them between their streams. Called on a connection's loop. */
  public interface Owner {
    /**
     * Its stream has been left.
     *
     * @param usable whether it can carry another one; it has closed otherwise
     */
    void left(Http1Connection connection, boolean usable);

    /** It has closed. May be told more than once. */
    void closed(Http1Connection connection);

    /** The time of day, in milliseconds of the epoch. */
    long millis();
  }

  /**
   * Begins a stream on it; only while no other one is on it.
   *
   * @param head method, path and headers
   */
  public ClientStream open(RequestOptions head) {
    var next = new Http1Stream(this, head, host, use.count() > 0);
    use.use(owner.millis());
    stream = next;
    early = reading;
    decoder.begin();
    return next;
  }

  /** What it was used for. Any thread. */
  public ConnectionUse use() {
    return use;
  }

  /** Notes since when it carries nothing, in nanoseconds. Any thread. */
  public void idleSince(long nanos) {
    idleSince = nanos;
  }

  /** Since when it carries nothing, as it was noted. Any thread. */
  public long idleSince() {
    return idleSince;
  }

  /** Whether it is open, as far as this side knows. Any thread. */
  public boolean isOpen() {
    return channel.isActive();
  }

  /** Its address on this machine. Any thread. */
  public String local() {
    return String.valueOf(channel.localAddress()).replaceFirst("^.*/", "");
  }

  /** Closes it, soon. Any thread. */
  public void close() {
    var _ = channel.close();
  }

  void expect(String method) {
    decoder.expectBody(!method.equals("HEAD"));
  }

  /** Whether anything has come since its stream began. */
  boolean hasHeard() {
    return decoder.hasHeard();
  }

  ByteBufAllocator alloc() {
    return channel.alloc();
  }

  /**
   * Empty buffer on the heap in which a head is put together, which takes many small steps that
   * each cost more in the memory of a socket. Valid until it is asked for again.
   */
  ByteBuf headBuffer() {
    if (head.capacity() > LARGE_HEAD) {
      head = Unpooled.buffer(HEAD);
    }
    return head.clear();
  }

  ByteBuf buffer(int room) {
    return channel.alloc().buffer(room);
  }

  /** Sends bytes together with the next ones. */
  void prepare(ByteBuf bytes) {
    var _ = channel.write(bytes, channel.voidPromise());
  }

  void write(ByteBuf bytes) {
    var _ = channel.writeAndFlush(bytes, channel.voidPromise()); // what fails breaks it off
  }

  boolean isFull() {
    return !channel.isWritable();
  }

  void pause() {
    paused = true;
  }

  /** What is kept comes first, as far as its reader takes it. */
  void resume() {
    paused = false;
    if (giving) {
      return; // what is kept is being given
    }
    giving = true;
    try {
      while (!paused && !kept.isEmpty()) {
        var next = kept.poll();
        keptBytes -= length(next);
        take(next);
      }
    } finally {
      giving = false;
    }
    if (keptBytes < MOST_KEPT && channel.isActive()) {
      channel.config().setAutoRead(true);
    } else if (!paused && broken != null && stream != null) {
      stream.broken(broken);
    }
  }

  /**
   * Its stream has ended on this side.
   *
   * @param whole whether nothing was sent, or both sides have said everything
   */
  void left(Http1Stream by, boolean whole) {
    if (!by.equals(stream)) {
      return;
    }
    stream = null;
    boolean usable =
        whole && kept.isEmpty() && persists && !decoder.hasRest() && channel.isActive();
    paused = false;
    if (!usable) {
      kept.forEach(ReferenceCountUtil::release);
      kept.clear();
      close();
    }
    owner.left(this, usable);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    reading = true;
    boolean isOurs = message instanceof HttpObject && broken == null;
    if (!isOurs || (truncated && message instanceof LastHttpContent)) {
      ReferenceCountUtil.release(message);
      refuse(); // bytes of another protocol, or an end that TLS does not vouch for
    } else if (paused || giving) {
      keep((HttpObject) message);
    } else {
      var outer = loop.beginDispatch();
      try {
        take((HttpObject) message);
      } finally {
        loop.endDispatch(outer);
      }
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    reading = false;
    early = false;
    if (stream == null && decoder.hasRest()) {
      refuse();
    }
  }

  /** A body that ends with its connection may have been cut by anybody, unless TLS says its end. */
  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    truncated |= event instanceof SslCloseCompletionEvent close && !close.isSuccess();
  }

  private void keep(HttpObject part) {
    kept.add(part);
    keptBytes += length(part);
    if (keptBytes >= MOST_KEPT) {
      channel.config().setAutoRead(false);
    }
  }

  private static int length(HttpObject part) {
    return PART + (part instanceof HttpContent content ? content.content().readableBytes() : 0);
  }

  private void take(HttpObject part) {
    try {
      if (stream == null || early || !stream.isAwaiting()) {
        decoder.begin(); // nobody has asked for it
        refuse();
      } else if (part.decoderResult().isFailure()) {
        breakOff(nonsense(part.decoderResult().cause()));
      } else if (part instanceof HttpResponse head && isNoStatus(head.status().code())) {
        breakOff(
            new DecoderException("status: %s (expected: 100 to 999)".formatted(head.status())));
      } else {
        give(part, stream);
      }
    } finally {
      ReferenceCountUtil.release(part);
    }
  }

  private static boolean isNoStatus(int status) {
    return status < LEAST || status > MOST;
  }

  private void refuse() {
    persists = false;
    close();
  }

  private void breakOff(Throwable why) {
    if (broken == null) {
      broken = why;
    }
    refuse();
  }

  /** What the contract says of it, unless it is only cut off. */
  private static Throwable nonsense(Throwable why) {
    return switch (why) {
      case DecoderException _ -> why;
      case PrematureChannelClosureException _ -> new IOException("Connection was closed");
      default -> new DecoderException(why.getMessage(), why);
    };
  }

  private void give(HttpObject part, Http1Stream to) {
    if (part instanceof HttpResponse head) {
      int status = head.status().code();
      interim = status < LEAST_FINAL && status != SWITCHING;
      if (!interim) {
        persists &= HttpUtil.isKeepAlive(head) && status != SWITCHING;
        to.head(new ResponseHead(status, HttpHeadersInternal.headers(head.headers())));
      }
    }
    if (part instanceof HttpContent content && !interim) {
      if (content.content().isReadable()) {
        to.bytes(bytes(content.content()));
      }
      if (content instanceof LastHttpContent) {
        to.ended();
      }
    }
  }

  private static Buffer bytes(ByteBuf read) {
    return BufferInternal.buffer(Unpooled.wrappedBuffer(ByteBufUtil.getBytes(read)));
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (stream != null && channel.isWritable()) {
      var outer = loop.beginDispatch();
      try {
        stream.drained();
      } finally {
        loop.endDispatch(outer);
      }
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException lost) {
      persists = false;
      failure = lost; // what has come is read all the same, and the close is next
    } else {
      breakOff(cause);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    persists = false;
    if (broken == null) {
      broken = failure == null ? new IOException("Connection was closed") : failure;
    }
    owner.closed(this);
    var reader = stream;
    if (reader == null) {
      return;
    }
    var outer = loop.beginDispatch();
    try {
      if (paused) {
        reader.cut();
      } else {
        reader.broken(broken);
      }
    } finally {
      loop.endDispatch(outer);
    }
  }
}
