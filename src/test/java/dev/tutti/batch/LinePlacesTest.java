package dev.tutti.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.Patience;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class LinePlacesTest {
  private final List<String> served = new CopyOnWriteArrayList<>();

  /** Waits for a place on a thread of its own, which is waiting when this returns. */
  private Thread enter(LinePlaces places, String owner) {
    var thread =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  try {
                    places.acquire(owner);
                    served.add(owner);
                  } catch (InterruptedException _) {
                    served.add("left");
                  }
                });
    Patience.until(() -> thread.getState() == Thread.State.WAITING, "a thread that waits");
    return thread;
  }

  private void release(LinePlaces places) {
    int before = served.size();
    places.release();
    Patience.until(() -> served.size() == before + 1, "the next one");
  }

  @Test
  void owners_have_their_turns_however_many_lines_one_has() throws InterruptedException {
    var places = new LinePlaces(1);
    places.acquire("anna");
    for (int i = 0; i < 4; i++) {
      enter(places, "anna");
    }
    enter(places, "bert");
    enter(places, "bert");
    for (int i = 0; i < 6; i++) {
      release(places);
    }
    assertThat(served).containsExactly("anna", "bert", "anna", "bert", "anna", "anna");
    places.release();
    places.acquire("bert");
  }

  @Test
  void who_leaves_the_line_takes_no_place() throws InterruptedException {
    var places = new LinePlaces(1);
    places.acquire("anna");
    var leaving = enter(places, "anna");
    enter(places, "bert");
    leaving.interrupt();
    Patience.until(() -> served.contains("left"), "the one that leaves");
    release(places);
    assertThat(served).containsExactly("left", "bert");
  }
}
