package dev.tutti.batch;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Usage;
import dev.tutti.testing.Patience;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Model of lines that says its request again, or fails as it is told; it can hold its answers back.
 * Thread-safe.
 */
final class TestingLineModel implements LineModel {
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> tries = new ConcurrentHashMap<>();
  private final Semaphore answers;
  private final Function<String, @Nullable Fault> faults;

  /**
   * @param answers so many it gives, unless more are {@link #let let out}
   * @param faults null for an answer
   */
  TestingLineModel(int answers, Function<String, @Nullable Fault> faults) {
    this.answers = new Semaphore(answers);
    this.faults = faults;
  }

  @Override
  public Answered answer(BatchTarget target, Buffer body, Requester who)
      throws InterruptedException {
    var text = body.toString();
    asked.add(text);
    answers.acquire();
    int times = tries.merge(text, 1, Integer::sum);
    var fault = faults.apply(text + " " + times);
    return fault == null
        ? Answered.good("req_" + times, body, Usage.NONE, 0)
        : Answered.failed("req_1", Buffer.buffer("{}"), fault);
  }

  /** Lets more answers out. */
  void let(int more) {
    answers.release(more);
  }

  /** Bodies that were asked, in their order. */
  List<String> asked() {
    return asked;
  }

  void awaitAsked(int count) {
    Patience.until(() -> asked.size() >= count, count + " lines are asked");
  }
}
