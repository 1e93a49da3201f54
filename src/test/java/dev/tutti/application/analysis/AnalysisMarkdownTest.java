package dev.tutti.application.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class AnalysisMarkdownTest {
  private static final String CONTRADICTIONS =
      """
      [{"kind": "stated_vs_computed_change", "page": 3, "stated": "+30%",
        "computed": 0.2119711580227609, "where": "Revenue grew by 30%."},
       {"kind": "sum_of_parts", "page": null, "stated": "160", "computed": 1500000, "where": "b4"}]
      """;

  private static ObjectNode result(String language) {
    var result = Json.object().put("language", language);
    result.set("contradictions", Json.tree(CONTRADICTIONS));
    result.set(
        "risk_factors",
        Json.tree(
            "[{\"description\": \"storms\", \"likelihood\": \"high\", \"impact\": \"low\"}]"));
    return result;
  }

  @Test
  void contradictions_are_said_in_words_with_changes_in_percent_and_their_page() {
    assertThat(AnalysisMarkdown.of(result("en")))
        .contains(
            "- the change does not follow from its figures: stated +30%, computed 21.20%, page 3"
                + " (Revenue grew by 30%.)",
            "- the parts do not add up to the total: stated 160, computed 1500000 (b4)",
            "storms (likelihood high, impact low)");
  }

  @Test
  void a_chinese_report_has_no_english_words_of_its_own() {
    assertThat(AnalysisMarkdown.of(result("zh")))
        .contains("- 变动与数字不符：所述 +30%，计算值 21.20%，第 3 页 (", "storms (可能性 高, 影响 低)")
        .doesNotContain("stated", "computed", "high");
  }
}
