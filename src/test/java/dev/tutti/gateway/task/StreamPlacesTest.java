package dev.tutti.gateway.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.Fault;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class StreamPlacesTest {
  private final StreamPlaces places = new StreamPlaces();

  private static void assertFull(Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(Fault.class, full -> assertThat(full.status()).isEqualTo(429));
  }

  @Test
  void an_owner_leaves_a_tenth_of_them_to_others() {
    var held = new ArrayList<Runnable>();
    for (int i = 0; i < StreamPlaces.MOST_OF_OWNER; i++) {
      held.add(places.take("me"));
    }
    assertFull(() -> places.take("me"));
    for (int i = StreamPlaces.MOST_OF_OWNER; i < StreamPlaces.MOST; i++) {
      places.take("other" + i);
    }
    assertFull(() -> places.take("late"));
    held.getFirst().run();
    places.take("late").run();
    places.take("me");
    assertFull(() -> places.take("late"));
  }

  @Test
  void callers_without_a_key_may_have_all_of_them() {
    for (int i = 0; i < StreamPlaces.MOST; i++) {
      places.take("");
    }
    assertFull(() -> places.take(""));
  }
}
