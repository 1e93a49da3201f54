package dev.tutti.wire.client;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseDecoder;

/** Decoder of answers, which is told whether the one to come has a body at all. */
final class ResponseDecoder extends HttpResponseDecoder {
  private static final int LONGEST_HEAD = 64 << 10;

  private boolean bodiless;

  ResponseDecoder() {
    super(new HttpDecoderConfig().setMaxHeaderSize(LONGEST_HEAD));
  }

  /** Says whether the next answer may have a body: one to {@code HEAD} has none. */
  void expectBody(boolean expected) {
    bodiless = !expected;
  }

  @Override
  protected boolean isContentAlwaysEmpty(HttpMessage message) {
    return super.isContentAlwaysEmpty(message) || bodiless;
  }
}
