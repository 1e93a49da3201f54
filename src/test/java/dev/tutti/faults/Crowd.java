package dev.tutti.faults;

import static dev.tutti.testing.Chat.question;
import static dev.tutti.testing.Chat.streamed;

import dev.tutti.testing.ReceivedRequest;
import dev.tutti.testing.TestingClient;
import dev.tutti.testing.TestingTutti;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;

/** Callers who ask one after the other, all at once, every second one for a stream. */
final class Crowd {
  private static final Pattern CODE = Pattern.compile("\"code\":\"(\\w+)\"");

  private final TestingTutti tutti;
  private final String model;
  private final int callers;

  Crowd(TestingTutti tutti, String model, int callers) {
    this.tutti = tutti;
    this.model = model;
    this.callers = callers;
  }

  /** Asks for a while. */
  Told run(Duration length) throws InterruptedException {
    var told = new Told();
    long end = System.nanoTime() + length.toNanos();
    var all = new ArrayList<Thread>();
    for (int i = 0; i < callers; i++) {
      var question = i % 2 == 0 ? question(model) : streamed(model);
      all.add(Thread.ofVirtual().start(() -> ask(question, end, told)));
    }
    for (var each : all) {
      each.join();
    }
    return told;
  }

  private void ask(String question, long end, Told told) {
    while (System.nanoTime() - end < 0) {
      try (var client = tutti.client()) {
        converse(client, question, end, told);
      } catch (IOException _) {
        told.broken();
      }
    }
  }

  private static void converse(TestingClient client, String question, long end, Told told)
      throws IOException {
    boolean open = true;
    while (open && System.nanoTime() - end < 0) {
      long began = System.nanoTime();
      var answer = client.post("/v1/chat/completions", question).answer();
      told.note(answer, Duration.ofNanos(System.nanoTime() - began));
      open = answer.complete();
    }
  }

  /** Asks until somebody is answered, and says how long that took. */
  Duration untilAnswered() throws InterruptedException {
    long began = System.nanoTime();
    var told = run(Duration.ofMillis(1));
    while (told.answered() == 0 && System.nanoTime() - began < 30_000_000_000L) {
      told = run(Duration.ofMillis(1));
    }
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** What the callers were told. Thread-safe. */
  static final class Told {
    private final LongAdder answered = new LongAdder();
    private final LongAdder wrong = new LongAdder();
    private final Map<String, LongAdder> faults = new ConcurrentSkipListMap<>();
    private final ConcurrentLinkedQueue<Duration> times = new ConcurrentLinkedQueue<>();

    private void note(ReceivedRequest answer, Duration time) {
      times.add(time);
      int times = answer.body().split(Moody.ANSWER, -1).length - 1;
      if (answer.status() == 200 && answer.complete() && times == 1) {
        answered.increment();
      } else if ((answer.status() == 200 && answer.complete()) || times > 1) {
        wrong.increment();
      } else {
        var code = CODE.matcher(answer.body());
        fault(code.find() ? code.group(1) : "status " + answer.status());
      }
    }

    private void broken() {
      times.add(Duration.ZERO);
      fault("connection broken");
    }

    private void fault(String code) {
      faults.computeIfAbsent(code, _ -> new LongAdder()).increment();
    }

    long calls() {
      return times.size();
    }

    long answered() {
      return answered.sum();
    }

    /** Answers that look complete and are not the one answer that was given. */
    long wrong() {
      return wrong.sum();
    }

    double share() {
      return calls() == 0 ? 0 : (double) answered() / calls();
    }

    Map<String, LongAdder> faults() {
      return faults;
    }

    Duration quantile(double share) {
      var sorted = times.stream().sorted().toList();
      return sorted.isEmpty() ? Duration.ZERO : sorted.get((int) ((sorted.size() - 1) * share));
    }
  }
}
