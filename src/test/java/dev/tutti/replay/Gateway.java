package dev.tutti.replay;

import java.io.IOException;
import java.net.URI;

/** What is asked: a running Tutti, or for a check of the suite itself the upstream directly. */
interface Gateway extends AutoCloseable {
  /** Where it listens, such as {@code http://127.0.0.1:8080}. */
  URI address();

  /** Whether what comes back has passed through Tutti. */
  boolean tutti();

  @Override
  void close() throws IOException;

  /**
   * The upstream itself. Recordings in OpenAI's dialect then answer the suite as they are, which
   * shows that it understands them, and what Tutti has to put right.
   */
  static Gateway direct(int port) {
    var address = URI.create("http://127.0.0.1:" + port);
    return new Gateway() {
      @Override
      public URI address() {
        return address;
      }

      @Override
      public boolean tutti() {
        return false;
      }

      @Override
      public void close() {}
    };
  }
}
