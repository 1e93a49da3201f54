package dev.tutti.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CharacterBudgetTest {
  private final CharacterBudget budget = new CharacterBudget(10_000);

  @Test
  void what_is_given_back_is_there_again_and_only_once() {
    var all = budget.take(10_000, Duration.ZERO);
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(() -> budget.take(1, Duration.ZERO))
        .matches(fault -> fault.code() == FaultCode.OVERLOADED);
    all.close();
    all.close();
    assertThat(budget.take(6_000, Duration.ZERO)).isNotNull();
    assertThatExceptionOfType(Fault.class).isThrownBy(() -> budget.take(6_000, Duration.ZERO));
  }

  @Test
  void who_needs_more_than_there_is_gets_all_of_it() {
    budget.take(1_000_000, Duration.ZERO).close();
    assertThat(budget.take(10_000, Duration.ZERO)).isNotNull();
  }
}
