package dev.tutti.routing.reuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.Sharing;
import dev.tutti.call.SteppedLoop;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Outcome;
import dev.tutti.routing.TestingAnswer;
import dev.tutti.routing.TestingReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Callers on three loops come, pause, go on and leave while upstream calls speak, end and fail, in
 * many orders. Whatever the order, every caller gets a beginning of the one answer that was said,
 * ends once, and nothing is left behind.
 */
class CoalescingInterleavingTest {
  private static final int ORDERS = 1_000;
  private static final int STEPS = 120;
  private static final Caller ANN = new Caller("key", "ann", "");
  private static final ChatRequest REQUEST =
      ChatRequest.builder("m").user("Hi").temperature(0).stream().build();

  @Test
  void no_order_of_events_harms_anybody() {
    for (int seed = 0; seed < ORDERS; seed++) {
      try {
        new Play(seed).run();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  private static final class Play {
    private final Random random;
    private final List<SteppedLoop> loops =
        List.of(new SteppedLoop(), new SteppedLoop(), new SteppedLoop());
    private final SharedCalls calls = new SharedCalls(new SimpleMeterRegistry());
    private final TestingAnswer.Model model = new TestingAnswer.Model();
    private final CoalescingModel coalescing =
        new CoalescingModel(model, Sharing.BY_REQUEST, new Object(), calls);
    private final List<TestingReader> readers = new ArrayList<>();
    private final Map<TestingAnswer, StringBuilder> said = new LinkedHashMap<>();
    private int word;

    Play(int seed) {
      this.random = new Random(seed);
    }

    void run() {
      for (int i = 0; i < STEPS; i++) {
        something();
      }
      settle();
      check();
    }

    private void something() {
      switch (random.nextInt(10)) {
        case 0, 1 -> comes();
        case 2 -> someone().forEach(each -> on(each.call(), each::leave));
        case 3 -> someone().forEach(each -> on(each.call(), each::pause));
        case 4 -> someone().forEach(each -> on(each.call(), each::resume));
        case 5, 6 -> someAnswer().forEach(this::speak);
        case 7 -> someAnswer().forEach(this::maybeEnds);
        default -> loops.get(random.nextInt(loops.size())).step();
      }
    }

    private void comes() {
      if (readers.size() < 12) {
        var loop = loops.get(random.nextInt(loops.size()));
        var call = new Call("r" + readers.size(), ANN, loop, Duration.ofMinutes(1));
        loop.on(() -> readers.add(TestingReader.of(coalescing, REQUEST, call)));
      }
    }

    private void speak(TestingAnswer answer) {
      if (!answer.isPaused() || said.get(answer) == null) {
        var text = "w" + word++ + " ";
        on(
            answer.call(),
            () -> {
              if (answer.outcome() == null) {
                said.computeIfAbsent(answer, _ -> new StringBuilder()).append(text);
              }
              answer.says(text);
            });
      }
    }

    private void maybeEnds(TestingAnswer answer) {
      if (random.nextInt(4) == 0) {
        on(answer.call(), () -> answer.fails(Fault.of(FaultCode.TRUNCATED, "cut")));
      } else if (said.containsKey(answer) && random.nextBoolean()) {
        on(answer.call(), answer::ends);
      }
    }

    /** Everything that was begun goes on until nothing moves any more. */
    private void settle() {
      drain();
      model.all().forEach(answer -> on(answer.call(), answer::ends));
      drain();
      readers.forEach(each -> on(each.call(), each::resume));
      drain();
    }

    private void drain() {
      boolean moved = true;
      while (moved) {
        moved = false;
        for (var loop : loops) {
          moved |= loop.step();
        }
      }
    }

    private void check() {
      for (var each : readers) {
        assertThat(each.hasEnded()).as(each.call().id() + " has ended").isTrue();
        assertThat(said.values())
            .as(each.call().id() + " has heard a beginning of one answer: " + each.text())
            .satisfiesAnyOf(
                _ -> assertThat(each.text()).isEmpty(),
                all -> assertThat(all).anyMatch(one -> one.toString().startsWith(each.text())));
        if (each.isComplete()) {
          assertThat(model.all())
              .as(each.call().id() + " has heard everything")
              .anyMatch(answer -> wasCompletelyHeard(answer, each.text()));
        }
      }
      assertThat(calls.running()).isZero();
      assertThat(calls.held()).isZero();
    }

    private boolean wasCompletelyHeard(TestingAnswer answer, String text) {
      var all = said.get(answer);
      return answer.outcome() instanceof Outcome.Completed
          && text.equals(all == null ? "" : all.toString());
    }

    private List<TestingReader> someone() {
      return readers.isEmpty() ? List.of() : List.of(readers.get(random.nextInt(readers.size())));
    }

    private List<TestingAnswer> someAnswer() {
      return model.all().isEmpty()
          ? List.of()
          : List.of(model.all().get(random.nextInt(model.all().size())));
    }

    private static void on(Call call, Runnable event) {
      ((SteppedLoop) call.loop()).on(event);
    }
  }
}
