package dev.tutti.http;

import dev.tutti.chat.Fault;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/** Format in which callers of an API are told of errors. Thread-safe. */
public interface ErrorFormat {
  /** OpenAI's, which is spoken where nothing else is. */
  ErrorFormat OPEN_AI = (fault, _) -> OpenAiError.envelope(fault);

  /** A fault in this API's envelope: the body of an answer with its status. */
  Buffer error(Fault fault, String requestId);

  /** Header in which this API's callers look for the request id; besides our own. */
  default Optional<String> idHeader() {
    return Optional.empty();
  }
}
