package dev.tutti.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class MockModelTest {
  @Test
  void the_name_says_how() {
    assertThat(MockModel.named("mock")).isEqualTo(new MockModel(Duration.ZERO, 100));
    assertThat(MockModel.named("mock-d20-n50")).isEqualTo(new MockModel(Duration.ofMillis(20), 50));
  }

  @Test
  void other_names_are_refused() {
    for (String name : new String[] {"", "gpt", "mock-n0", "mock-d99999", "mock-50"}) {
      assertThatIllegalArgumentException().as(name).isThrownBy(() -> MockModel.named(name));
    }
  }
}
