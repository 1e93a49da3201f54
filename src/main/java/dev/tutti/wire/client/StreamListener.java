package dev.tutti.wire.client;

import io.netty.handler.codec.http.HttpHeaders;

/** Listener to an answer. Called on the stream's loop, in the order of the methods. */
public interface StreamListener {
  /**
   * The head has come.
   *
   * @param status 101, or 200 to 999: other interim answers are passed over
   */
  void head(int status, HttpHeaders headers);

  /** The next bytes of the body, which are the listener's to keep. */
  void bytes(byte[] bytes);

  /** All of the body has come. */
  void ended();

  /**
   * The connection has broken before the end, or what came is no HTTP; every byte that came was
   * given.
   *
   * @param why a {@link io.netty.handler.codec.DecoderException} for what is no HTTP
   */
  void broken(Throwable why);
}
