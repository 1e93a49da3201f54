package dev.tutti.testing;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What is logged while it is open. Thread-safe. */
public final class LogRecorder extends Handler implements AutoCloseable {
  private final Logger logger;
  private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();

  /** Listens to a logger and those below it. */
  public LogRecorder(String name) {
    this.logger = Logger.getLogger(name);
    logger.addHandler(this);
  }

  /** Everything that was logged and not waited for. */
  public List<String> all() {
    return List.copyOf(messages);
  }

  /** Waits for a message, passing over others. */
  public String await(Predicate<String> wanted, String what) throws InterruptedException {
    while (true) {
      var message = Patience.take(messages, what);
      if (wanted.test(message)) {
        return message;
      }
    }
  }

  @Override
  public void publish(LogRecord message) {
    messages.add(message.getMessage());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
  }
}
