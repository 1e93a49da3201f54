package dev.tutti.resilience.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.resilience.limit.UpstreamLimits.Quota;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UpstreamLimitsTest {
  private static List<Quota> quotas(Duration age, String... headers) {
    var all = new ArrayList<Map.Entry<String, String>>();
    for (var header : headers) {
      int colon = header.indexOf(':');
      all.add(Map.entry(header.substring(0, colon), header.substring(colon + 1)));
    }
    return new UpstreamLimits(all, 0).quotas(age.toNanos());
  }

  @Test
  void requests_and_tokens_are_read_as_open_ai_tells_them() {
    assertThat(
            quotas(
                Duration.ofMillis(5),
                "x-request-id:req_1",
                "x-ratelimit-limit-requests:60",
                "x-ratelimit-remaining-requests:59",
                "x-ratelimit-reset-requests:1s",
                "x-ratelimit-limit-tokens:150000",
                "x-ratelimit-remaining-tokens:149984",
                "x-ratelimit-reset-tokens:6m0s"))
        .containsExactlyInAnyOrder(
            new Quota(Measure.REQUESTS, 60, 59), new Quota(Measure.TOKENS, 150_000, 149_984));
  }

  @Test
  void what_is_free_again_is_not_told() {
    var headers =
        new String[] {
          "x-ratelimit-limit-requests:60",
          "x-ratelimit-remaining-requests:0",
          "x-ratelimit-reset-requests:1m2.5s",
          "x-ratelimit-limit-tokens:100",
          "x-ratelimit-remaining-tokens:1",
          "x-ratelimit-reset-tokens:20ms"
        };
    assertThat(quotas(Duration.ofSeconds(62), headers))
        .containsExactly(new Quota(Measure.REQUESTS, 60, 0));
    assertThat(quotas(Duration.ofSeconds(63), headers)).isEmpty();
    assertThat(quotas(Duration.ofMillis(19), headers)).hasSize(2);
  }

  @Test
  void where_it_is_not_told_when_it_is_free_it_is_believed_for_a_minute() {
    var headers =
        new String[] {
          "x-ratelimit-limit-tokens-minute:500", "x-ratelimit-remaining-tokens-minute:9"
        };
    assertThat(quotas(Duration.ofSeconds(59), headers))
        .containsExactly(new Quota(Measure.TOKENS, 500, 9));
    assertThat(quotas(Duration.ofSeconds(61), headers)).isEmpty();
  }

  @Test
  void anthropic_has_headers_of_its_own() {
    assertThat(
            quotas(
                Duration.ofSeconds(30),
                "anthropic-ratelimit-requests-limit:50",
                "anthropic-ratelimit-requests-remaining:49",
                "anthropic-ratelimit-requests-reset:2026-03-01T12:00:01Z",
                "anthropic-ratelimit-tokens-limit:80000",
                "anthropic-ratelimit-tokens-remaining:79000"))
        .containsExactly(
            new Quota(Measure.REQUESTS, 50, 49), new Quota(Measure.TOKENS, 80_000, 79_000));
  }

  @Test
  void nonsense_is_no_limit() {
    assertThat(
            quotas(
                Duration.ZERO,
                "x-ratelimit-limit-requests:many",
                "x-ratelimit-remaining-requests:59",
                "x-ratelimit-limit-tokens:0",
                "x-ratelimit-remaining-tokens:-4",
                "x-ratelimit-limit:99999999999999999999",
                "x-ratelimit-remaining:5"))
        .isEmpty();
    assertThat(
            quotas(Duration.ZERO, "x-ratelimit-limit-tokens:5", "x-ratelimit-remaining-tokens:7"))
        .containsExactly(new Quota(Measure.TOKENS, 5, 5));
  }
}
