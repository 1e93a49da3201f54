package dev.tutti.gateway.chat;

import dev.tutti.call.ChatStream;

/** Answer of a model on its way to the caller. Confined to the call's loop. */
sealed interface ChatAnswer extends ChatStream.Sink permits SseAnswer, WholeAnswer {

  /** The answer has begun: relays it. */
  void begin(ChatStream begun);

  /** The answer will not begin. */
  void refuse(Throwable thrown);
}
