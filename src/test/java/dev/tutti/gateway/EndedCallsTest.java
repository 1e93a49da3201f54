package dev.tutti.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.Call;
import dev.tutti.call.CallEnd;
import dev.tutti.call.Caller;
import dev.tutti.call.TestingLoop;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EndedCallsTest {
  private final EndedCalls calls = new EndedCalls();

  private void end(int count, String outcome, int status) {
    for (int i = 0; i < count; i++) {
      var call = new Call("c" + i, Caller.ANONYMOUS, new TestingLoop(), Duration.ofMinutes(1));
      calls.add(call, "fast", new CallEnd(outcome, status));
    }
  }

  @Test
  void a_few_calls_are_told_one_by_one() {
    end(1, CallEnd.COMPLETED, 200);
    end(1, "timeout", 504);
    assertThat(calls.take())
        .containsExactly(
            "{\"id\":\"c0\",\"model\":\"fast\",\"outcome\":\"completed\",\"status\":200,\"attempts\":0,\"total_ms\":0}",
            "{\"id\":\"c0\",\"model\":\"fast\",\"outcome\":\"timeout\",\"status\":504,\"attempts\":0,\"total_ms\":0}");
    assertThat(calls.take()).isEmpty();
  }

  @Test
  void of_many_calls_the_rest_is_told_by_its_number() {
    end(EndedCalls.MOST + 7, CallEnd.COMPLETED, 200);
    end(3, "timeout", 504);
    assertThat(calls.take())
        .hasSize(EndedCalls.MOST + 1)
        .last()
        .isEqualTo("{\"more\":10,\"failed\":3}");
    end(1, "timeout", 504);
    assertThat(calls.take()).hasSize(1).first().asString().contains("\"id\":\"c0\"");
  }
}
