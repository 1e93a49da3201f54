package dev.tutti.batch;

import dev.tutti.call.Caller;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Usage;
import dev.tutti.security.Principal;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What answers the lines of batches. Thread-safe. */
public interface LineModel {

  /**
   * Answers a request; blocks. An interrupt ends the call.
   *
   * @param who by whose rights, on whose behalf
   */
  Answered answer(BatchTarget target, Buffer body, Requester who) throws InterruptedException;

  /**
   * Requester of a batch.
   *
   * @param principal whose rights hold
   * @param caller on whose behalf
   * @param task id of the durable task that the batch is
   */
  record Requester(Principal principal, Caller caller, String task) {}

  /**
   * Answer to a request.
   *
   * @param status of HTTP
   * @param requestId of the call, empty where there was none
   * @param body JSON; that of an error where there is a fault
   * @param usage of all attempts
   * @param nanoDollars of all attempts, as far as prices are known
   * @param fault why there is no answer; null where there is one
   */
  record Answered(
      int status,
      String requestId,
      Buffer body,
      Usage usage,
      long nanoDollars,
      @Nullable Fault fault) {
    private static final int OK = 200;

    /** An answer. */
    public static Answered good(String requestId, Buffer body, Usage usage, long nanoDollars) {
      return new Answered(OK, requestId, body, usage, nanoDollars, null);
    }

    /** What is said where there is none. */
    public static Answered failed(String requestId, Buffer body, Fault fault) {
      return new Answered(fault.status(), requestId, body, Usage.NONE, 0, fault);
    }

    /** The same with what was used all the same. */
    public Answered having(Usage used, long cost) {
      return new Answered(status, requestId, body, used, cost, fault);
    }

    /** Reason for which there is no answer. */
    Optional<Fault> failure() {
      return Optional.ofNullable(fault);
    }
  }
}
