package dev.tutti.application.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import org.junit.jupiter.api.Test;

class SupportMarkdownTest {
  private static String markdown(String language, String contradictions) {
    var result = Json.object().put("language", language).put("recommended_option", "A");
    result.set("contradictions", Json.tree(contradictions));
    return SupportMarkdown.of(result);
  }

  @Test
  void contradictions_are_said_in_words_with_numbers_as_one_writes_them() {
    assertThat(
            markdown(
                "en",
                """
                [{"kind": "roi_wrong", "option": "B", "stated": 0.9, "computed": 0.8,
                  "where": [{"quote": "B returns 90%."}]},
                 {"kind": "payback_wrong", "option": "B", "stated": 3, "computed": null, "where": []},
                 {"kind": "probability_sum", "option": null, "stated": 1, "computed": 1.1, "where": []}]
                """))
        .contains(
            "- B: return on investment is wrong (stated 90.0 %, computed 80.0 %) > B returns 90%.",
            "- B: payback is wrong, in years (stated 3.00)", "- probabilities add up to 110.0 %");
  }

  @Test
  void chinese_reports_have_chinese_words_for_them() {
    assertThat(
            markdown(
                "zh",
                """
                [{"kind": "budget_exceeded", "option": "方案一", "stated": 500, "computed": 530,
                  "where": [{"quote": "可用预算为500万元。"}]},
                 {"kind": "deadline_missed", "option": "方案二", "stated": 12, "computed": 18, "where": []}]
                """))
        .contains(
            "- 方案一: 超出预算（所述 500.00，计算值 530.00） > 可用预算为500万元。", "- 方案二: 超出期限（月）（所述 12.00，计算值 18.00）")
        .doesNotContain("_");
  }
}
