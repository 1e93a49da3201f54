package dev.tutti.http.multipart;

import io.vertx.core.Future;

/** Place where the files of a form go. Called on the loop of the exchange. */
public interface FormTarget {

  /**
   * A file begins; nothing of it comes before the one before it is complete.
   *
   * @throws dev.tutti.chat.Fault when it is not wanted
   */
  void begin(PartHead head);

  /** Takes some of its bytes, which are its own; no more come before the future is complete. */
  Future<Void> write(byte[] bytes);
}
