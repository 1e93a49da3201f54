package dev.tutti.wire.client;

import io.vertx.core.buffer.Buffer;

/** Listener to an answer. Called on the stream's loop, in the order of the methods. */
public interface StreamListener {
  /** The head has come. */
  void head(ResponseHead head);

  /** The next bytes of the body, which are the listener's to keep. */
  void bytes(Buffer bytes);

  /** All of the body has come. */
  void ended();

  /** The connection has broken while the stream is paused: what is kept is all that will come. */
  void cut();

  /**
   * The connection has broken before the end, or what came is no HTTP; every byte that came was
   * given.
   *
   * @param why a {@link io.netty.handler.codec.DecoderException} for what is no HTTP
   */
  void broken(Throwable why);
}
