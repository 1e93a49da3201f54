package dev.tutti.provider.exchange;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import dev.tutti.wire.client.ResponseHead;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** Handler of the answer of one kind of exchange. What a method throws ends the exchange. */
interface ExchangeHandler {
  /** Whether what was sent can be sent once more: all of it is still here. */
  boolean isRepeatable();

  /** The answer's head has come: none below 200. */
  void head(ResponseHead head);

  /** The next bytes of its body. */
  void bytes(Buffer bytes);

  /** All of the body has come, and is owed whoever leaves from now on. Once. */
  void ended();

  /** The body has broken off; every byte that came was given. */
  void broken(Fault why);

  /** Whether all of the body is known to have come although its end has not. */
  boolean isWhole();

  /**
   * What is owed for an answer that does not come to its end.
   *
   * @param working whether the upstream was at work, so that what was sent is owed too
   */
  Usage owed(boolean working);

  /** The models that answer, as far as the bytes that went by name them. */
  List<String> models();

  /** The answer, which had opened, has ended. Told again when it is started only later. */
  void finished(Outcome how);
}
