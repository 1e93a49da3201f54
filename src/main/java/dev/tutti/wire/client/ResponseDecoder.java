package dev.tutti.wire.client;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseDecoder;

/** Decoder of answers, which is told whether the one to come has a body at all. */
final class ResponseDecoder extends HttpResponseDecoder {
  private static final int LONGEST_HEAD = 64 << 10;

  private boolean bodiless;
  private boolean heard;

  ResponseDecoder() {
    super(new HttpDecoderConfig().setMaxHeaderSize(LONGEST_HEAD));
  }

  /** Says whether the next answer may have a body: one to {@code HEAD} has none. */
  void expectBody(boolean expected) {
    bodiless = !expected;
  }

  /** Another answer is expected. */
  void begin() {
    heard = false;
  }

  /** Whether any byte has come since. */
  boolean hasHeard() {
    return heard;
  }

  /** Whether something is left of what has come, which begins an answer that nobody expects. */
  boolean hasRest() {
    return actualReadableBytes() > 0;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object read) throws Exception {
    heard = true;
    super.channelRead(context, read);
  }

  @Override
  protected boolean isContentAlwaysEmpty(HttpMessage message) {
    return super.isContentAlwaysEmpty(message) || bodiless;
  }
}
