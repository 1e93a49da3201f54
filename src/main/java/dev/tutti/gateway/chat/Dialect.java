package dev.tutti.gateway.chat;

import dev.tutti.chat.Fault;
import dev.tutti.http.ErrorFormat;
import java.util.Optional;
import java.util.function.Function;

/** An API that callers speak. Thread-safe. */
public interface Dialect extends ErrorFormat {

  /**
   * Reads a request's body; on the event loop or, when it is large, beside it.
   *
   * @throws Fault {@code invalid_request} or {@code request_too_large}, naming the member at fault
   */
  ParsedRequest read(byte[] body);

  /**
   * Reads a request whose headers say something, too.
   *
   * @param header a header's value by its name
   * @throws Fault as above
   */
  default ParsedRequest read(byte[] body, Function<String, Optional<String>> header) {
    return read(body);
  }

  /** Whether reading a body makes a tree of it, rather than look through its bytes. */
  default boolean makesTrees() {
    return true;
  }
}
