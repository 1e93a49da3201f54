package dev.tutti.http.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import io.vertx.core.http.Http1ServerConfig;
import io.vertx.core.http.impl.http1.VertxHttpRequestDecoder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decoder that reads HTTP/1.1 as RFC 9112 demands it where Netty's is lenient, since a proxy in
 * front that reads the same bytes otherwise would see other requests. Refused are a transfer coding
 * other than {@code chunked} (6.3; nothing here undoes another one), a header line that is folded
 * (5.2) or follows the request line with white space (2.2), a header without a name (5.1), no or
 * more than one {@code Host} (3.2), and a chunk's size with anything beside it but extensions
 * (7.1). What is refused is answered with 400, and its connection is closed without looking at what
 * follows.
 */
final class StrictRequestDecoder extends VertxHttpRequestDecoder {
  private static final byte LF = '\n';

  private boolean inHeaders;
  private boolean inBody;
  private boolean folded;
  private boolean refused;
  private @Nullable ChunkSizes chunks;

  StrictRequestDecoder() {
    super(
        new Http1ServerConfig()
            .setMaxInitialLineLength(HeadLimits.LINE)
            .setMaxHeaderSize(HeadLimits.HEADERS));
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> out)
      throws Exception {
    if (refused) {
      bytes.skipBytes(bytes.readableBytes());
      return;
    }
    if (!inBody && !folded) {
      folded = hasFoldedLine(bytes);
    }
    if (chunks != null && chunks.isNextMalformed(bytes)) {
      refuse(bytes, out);
      return;
    }
    int before = out.size();
    super.decode(context, bytes, out);
    for (int i = before; i < out.size(); i++) {
      follow(out.get(i));
    }
  }

  private void follow(Object message) {
    if (message instanceof HttpRequest head) {
      inHeaders = false;
      inBody = true;
      chunks = HttpUtil.isTransferEncodingChunked(head) ? new ChunkSizes() : null;
    }
    if (message instanceof HttpContent content && chunks != null) {
      chunks.took(content.content().readableBytes());
    }
    if (message instanceof LastHttpContent) {
      inBody = false;
      chunks = null;
    }
  }

  /** Ends the body as the decoder itself does at a size that it cannot read. */
  private void refuse(ByteBuf bytes, List<Object> out) {
    refused = true;
    bytes.skipBytes(bytes.readableBytes());
    var end = new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER);
    end.setDecoderResult(
        DecoderResult.failure(
            new IllegalArgumentException("a chunk's size with more than extensions beside it")));
    out.add(end);
  }

  /**
   * Whether one of the lines up to the end of the head begins with white space. The decoder takes
   * whole lines only, so that what is there always begins with one.
   */
  private boolean hasFoldedLine(ByteBuf bytes) {
    int end = bytes.writerIndex();
    int line = bytes.readerIndex();
    if (!inHeaders) {
      line = afterLine(bytes, withoutEmptyLines(bytes, line, end), end);
    }
    while (line < end) {
      byte first = bytes.getByte(line);
      if (first == ' ' || first == '\t') {
        return true;
      }
      if (isLineEnd(first)) {
        return false;
      }
      line = afterLine(bytes, line, end);
    }
    return false;
  }

  /** Empty lines before a request are passed over (RFC 9112, 2.2). */
  private static int withoutEmptyLines(ByteBuf bytes, int from, int end) {
    int at = from;
    while (at < end && isLineEnd(bytes.getByte(at))) {
      at++;
    }
    return at;
  }

  private static boolean isLineEnd(byte b) {
    return b == '\r' || b == LF;
  }

  private static int afterLine(ByteBuf bytes, int from, int end) {
    int lineEnd = bytes.indexOf(from, end, LF);
    return lineEnd < 0 ? end : lineEnd + 1;
  }

  @Override
  protected HttpMessage createMessage(String[] requestLine) {
    inHeaders = true;
    return super.createMessage(requestLine);
  }

  @Override
  protected AsciiString splitHeaderName(byte[] line, int start, int length) {
    if (length == 0) {
      throw new IllegalArgumentException("a header without a name");
    }
    return super.splitHeaderName(line, start, length);
  }

  /** The last step before a complete head's framing is decided. */
  @Override
  protected boolean isContentAlwaysEmpty(HttpMessage head) {
    if (folded) {
      throw new IllegalArgumentException("a header line that begins with white space");
    }
    requireOneHost(head);
    requirePlainFraming(head);
    return super.isContentAlwaysEmpty(head);
  }

  private static void requireOneHost(HttpMessage head) {
    int hosts = head.headers().getAll(HttpHeaderNames.HOST).size();
    boolean mayBeMissing = head.protocolVersion().equals(HttpVersion.HTTP_1_0);
    if (hosts > 1 || (hosts == 0 && !mayBeMissing)) {
      throw new IllegalArgumentException(hosts + " Host headers instead of one");
    }
  }

  private static void requirePlainFraming(HttpMessage head) {
    if (!head.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)) {
      return;
    }
    var codings = head.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
    if (codings.size() > 1
        || !HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.getFirst())) {
      throw new IllegalArgumentException(
          "transfer-encoding: %s instead of chunked".formatted(String.join(", ", codings)));
    }
  }
}
