package dev.tutti.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Json;
import dev.tutti.chat.OpenAiUsage;
import dev.tutti.chat.Usage;
import dev.tutti.provider.openai.repair.AnswerScan;
import dev.tutti.provider.openai.repair.AnswerShape;
import dev.tutti.provider.openai.repair.UsageRepair;
import dev.tutti.provider.translate.TokenMeter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Reports of usage that are read without a tree say the same as their trees. */
class UsageScanTest {
  private static final List<String> NAMES =
      List.of(
          "prompt_tokens",
          "completion_tokens",
          "total_tokens",
          "prompt_tokens_details",
          "completion_tokens_details",
          "cached_tokens",
          "cache_write_tokens",
          "cache_write_1h_tokens",
          "audio_tokens",
          "reasoning_tokens",
          "accepted_prediction_tokens",
          "prompt_cache_hit_tokens",
          "cost",
          "tutti_estimated",
          "queue_time");

  private static final List<String> VALUES =
      List.of("0", "7", "212", "-1", "2147483649", "99999999999999999999", "1.5", "null", "\"9\"");

  private final AnswerScan scan =
      new AnswerScan(AnswerShape.CHAT, new TokenMeter(ChatRequest.builder("m").user("hi").build()));

  private @Nullable Usage plain(String report) {
    scan.read(("{\"usage\":" + report + "}").getBytes(StandardCharsets.UTF_8));
    return scan.plainUsage();
  }

  @Test
  void what_openai_says_is_read_without_a_tree() {
    var report =
        """
        {"prompt_tokens":212,"completion_tokens":48,"total_tokens":260,
        "prompt_tokens_details":{"cached_tokens":9,"audio_tokens":1,"cache_write_tokens":2},
        "completion_tokens_details":{"reasoning_tokens":5,"audio_tokens":3,
        "accepted_prediction_tokens":0,"rejected_prediction_tokens":0}}\
        """;
    assertThat(plain(report)).isEqualTo(new Usage(212, 48, 9, 2, 5, 1, 3, false));
  }

  @Test
  void a_report_says_nothing_of_the_next_answer() {
    assertThat(plain("{\"prompt_tokens\":1,\"completion_tokens\":1,\"total_tokens\":2}"))
        .isNotNull();
    assertThat(plain("null")).isNull();
    assertThat(plain("{\"total_tokens\":2}")).isNull();
  }

  @Test
  void whatever_is_read_without_a_tree_is_whole_and_means_the_same() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    int plain = 0;
    for (int round = 0; round < 20_000; round++) {
      var report = report(random, random.nextInt(7), true);
      var read = plain(report);
      if (read != null) {
        plain++;
        var tree = (ObjectNode) Json.tree(report);
        assertThat(UsageRepair.mend(tree, true)).as("seed %d: %s", seed, report).isFalse();
        assertThat(read).as("seed %d: %s", seed, report).isEqualTo(OpenAiUsage.of(tree));
      }
    }
    assertThat(plain).as("seed %d", seed).isGreaterThan(100);
  }

  /** A report whose first names are the usual ones, most of the time, and may come twice. */
  private static String report(Random random, int members, boolean usual) {
    var text = new StringBuilder("{");
    if (usual && random.nextInt(4) > 0) {
      text.append("\"prompt_tokens\":5,\"completion_tokens\":6,\"total_tokens\":11,");
    }
    for (int i = 0; i < members; i++) {
      var name = NAMES.get(random.nextInt(usual && random.nextInt(3) > 0 ? 5 : NAMES.size()));
      boolean details = name.endsWith("details") && random.nextInt(8) > 0;
      text.append('"').append(name).append("\":");
      text.append(
          details
              ? report(random, random.nextInt(4), false)
              : VALUES.get(random.nextInt(random.nextInt(3) > 0 ? 3 : VALUES.size())));
      text.append(',');
    }
    int end = text.length() - 1;
    return (text.charAt(end) == ',' ? text.substring(0, end) : text) + "}";
  }
}
