package dev.tutti.gateway;

import dev.tutti.chat.Operation;
import dev.tutti.gateway.dialect.Dialect;
import dev.tutti.gateway.messages.MessagesDialect;
import dev.tutti.gateway.openai.OpenAiDialect;

/** Answers one kind of request. Called on the visit's loop; must not block. */
@FunctionalInterface
interface Door {
  /** What is spoken where nothing else is. */
  Dialect OPEN_AI = new OpenAiDialect(Operation.CHAT);

  /** What callers speak that send {@code anthropic-version}, where nothing else is. */
  Dialect ANTHROPIC = new MessagesDialect();

  /** Answers, now or later; a thrown {@link dev.tutti.chat.Fault} is answered as an error. */
  void answer(Visit visit);

  /** The API that its callers speak; errors come in its envelope. */
  default Dialect dialect() {
    return OPEN_AI;
  }

  /** Whether even what only reads has something done elsewhere, with the operator's credentials. */
  default boolean reachesOut() {
    return false;
  }
}
