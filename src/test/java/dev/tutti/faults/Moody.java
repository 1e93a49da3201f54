package dev.tutti.faults;

import dev.tutti.testing.Chat;
import dev.tutti.testing.TestingUpstream;
import dev.tutti.testing.Turn;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;

/** An upstream that misbehaves as often as it is told, and a healthy one beside it. Thread-safe. */
final class Moody implements AutoCloseable {
  static final String ANSWER = "an answer of its own";

  private static final List<Misdeed> MISDEEDS =
      List.of(
          Misdeed.LIMITED,
          Misdeed.STATUS_500,
          Misdeed.STATUS_502,
          Misdeed.STATUS_503,
          Misdeed.STATUS_529,
          Misdeed.RESET_BEFORE_HEADERS,
          Misdeed.CLOSED_BEFORE_HEADERS,
          Misdeed.RESET_IN_BODY,
          Misdeed.CUT_STREAM,
          Misdeed.ENDS_WITHOUT_AN_END,
          Misdeed.ERROR_IN_200,
          Misdeed.NOT_JSON,
          Misdeed.STALL_BEFORE_HEADERS,
          Misdeed.STALL_BEFORE_CONTENT);

  private final TestingUpstream moody = TestingUpstream.start();
  private final TestingUpstream healthy = TestingUpstream.start();
  private final Random random;
  private final LongAdder asked = new LongAdder();
  private volatile double failing;

  Moody(long seed) {
    random = new Random(seed);
    moody.playAlways(this::play);
    healthy.playAlways(
        turn -> {
          asked.increment();
          answer(turn);
        });
    moody.remembersNothing();
    healthy.remembersNothing();
  }

  /** From now on this share of the requests fails. */
  void failing(double share) {
    failing = share;
  }

  /** Requests that came to either of the two. */
  long asked() {
    return asked.sum();
  }

  String url() {
    return moody.url();
  }

  String healthyUrl() {
    return healthy.url();
  }

  private void play(Turn turn) throws IOException, InterruptedException {
    asked.increment();
    if (random.nextDouble() < failing) {
      MISDEEDS.get(random.nextInt(MISDEEDS.size())).script().play(turn);
    } else {
      answer(turn);
    }
  }

  private static void answer(Turn turn) throws IOException, InterruptedException {
    boolean stream = turn.heard().body().contains("\"stream\":true");
    (stream ? Chat.says(ANSWER) : Chat.answers(ANSWER)).play(turn);
  }

  @Override
  public void close() throws IOException {
    moody.close();
    healthy.close();
  }
}
