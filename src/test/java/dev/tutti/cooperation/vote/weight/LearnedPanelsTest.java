package dev.tutti.cooperation.vote.weight;

import dev.tutti.testing.Patience;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LearnedPanelsTest {
  private final AtomicReference<List<OutcomeRow>> rows = new AtomicReference<>(outcomes());

  private static List<OutcomeRow> outcomes() {
    return IntStream.range(0, 200)
        .mapToObj(
            i ->
                new OutcomeRow(
                    "math",
                    List.of(
                        new OutcomeRow.Cell("a", OutcomeRow.RIGHT, -1),
                        new OutcomeRow.Cell("b", i % 3, -1),
                        new OutcomeRow.Cell("c", i % 2, -1))))
        .toList();
  }

  /** Panels that are asked for no more would each keep all outcomes of their time. */
  @Test
  void outcomes_go_when_there_are_others_whoever_has_learned_of_them() {
    var panels = new LearnedPanels(rows::get);
    var _ = panels.of(List.of("a", "b"), "math");
    var former = new WeakReference<>(rows.getAndSet(outcomes()));
    var _ = panels.of(List.of("a", "c"), "math");
    Patience.until(
        () -> {
          System.gc();
          return former.refersTo(null);
        },
        "the former outcomes are gone");
  }
}
