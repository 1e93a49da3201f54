package dev.tutti.task.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PrunedQueueTest {
  private final Set<Integer> wanted = new HashSet<>();
  private final PrunedQueue<Integer> queue =
      new PrunedQueue<>(Comparator.<Integer>naturalOrder(), wanted::contains);

  private void add(int more) {
    wanted.add(more);
    queue.add(more);
  }

  @Test
  void the_first_that_is_wanted_comes_first() {
    List.of(3, 1, 2, 4).forEach(this::add);
    wanted.removeAll(Set.of(1, 3));
    assertThat(queue.peek()).isEqualTo(2);
    assertThat(queue.poll()).isEqualTo(2);
    assertThat(queue.all()).containsExactly(4);
    assertThat(queue.remove()).isEqualTo(4);
    assertThat(queue.isEmpty()).isTrue();
    assertThat(queue.poll()).isNull();
  }

  @Test
  void what_is_wanted_no_more_never_fills_it() {
    for (int i = 0; i < 100_000; i++) {
      add(i);
      if (i % 100 > 0) {
        wanted.remove(i);
      }
      assertThat(queue.size()).isLessThanOrEqualTo(Math.max(64, 2 * wanted.size() + 2));
    }
    assertThat(queue.all()).hasSize(1_000);
  }

  @Test
  void it_gives_what_a_sorted_list_gives_whatever_happens() {
    var random = new Random(7);
    var model = new ArrayList<Integer>();
    for (int i = 0; i < 20_000; i++) {
      switch (random.nextInt(3)) {
        case 0 -> {
          int more = random.nextInt();
          if (wanted.add(more)) {
            queue.add(more);
            model.add(more);
          }
        }
        case 1 -> {
          if (!model.isEmpty()) {
            var gone = model.get(random.nextInt(model.size()));
            model.removeIf(gone::equals);
            wanted.remove(gone);
          }
        }
        default -> {
          model.sort(null);
          var first = model.isEmpty() ? null : model.removeFirst();
          assertThat(queue.poll()).isEqualTo(first);
          wanted.remove(first);
        }
      }
    }
  }
}
