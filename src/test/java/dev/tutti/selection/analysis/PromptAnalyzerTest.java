package dev.tutti.selection.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptAnalyzerTest {
  private static final PromptAnalyzer ANALYZER = PromptAnalyzer.shipped();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "15 + 27 等于多少？ | MATHS | LIGHT",
        "将'早上好'翻译成英文 | TRANSLATION | LIGHT",
        "什么是HTTP？ | QUESTION_ANSWERING | LIGHT",
        "证明根号2是无理数 | MATHS | REASONING",
        "分析这段Python代码的优化机会 | ANALYSIS | REASONING",
        "比较太阳能和核能的长期环境影响 | ANALYSIS | REASONING",
        "总结量子计算的最新进展 | SUMMARISING | COOPERATION",
        "写一个关于AI和人类的短故事 | CREATIVE_WRITING | COOPERATION",
        "What is the capital of France? | QUESTION_ANSWERING | LIGHT",
        "Hello! | CHAT | LIGHT",
        "Prove that there are infinitely many primes | MATHS | REASONING"
      })
  void prompts_go_where_their_signals_point(String prompt, TaskType type, RouteStrategy strategy) {
    var analysis = ANALYZER.analyze(prompt);
    assertThat(analysis.taskType()).isEqualTo(type);
    assertThat(analysis.suggestedStrategy()).as("%s", analysis).isEqualTo(strategy);
    assertThat(analysis.signals()).isNotEmpty();
  }

  @Test
  void no_signal_is_not_simple() {
    for (var prompt : new String[] {"", "   ", "Xylophones.", "嗯，那个东西", "42"}) {
      var analysis = ANALYZER.analyze(prompt);
      assertThat(analysis.signals()).isEmpty();
      assertThat(analysis.suggestedStrategy()).isEqualTo(RouteStrategy.DEFAULT);
    }
  }

  @Test
  void payload_does_not_make_a_request_hard() {
    var analysis = ANALYZER.analyze("翻译：请证明这个定理，并设计一个分布式算法");
    assertThat(analysis.taskType()).isEqualTo(TaskType.TRANSLATION);
    assertThat(analysis.suggestedStrategy()).isEqualTo(RouteStrategy.LIGHT);
  }

  @ParameterizedTest
  @CsvSource({
    "什么是HTTP？, zh",
    "用python写函数, zh",
    "What is HTTP?, en",
    "これは何ですか, ja",
    "이것은 무엇입니까, ko",
    "Что такое HTTP?, ru",
    "Wie ist das Wetter und was soll ich nicht tun, de",
    "Quel est le sens de la vie pour une chatte, fr",
    "Cómo es la vida para una gata, es",
    "12345, und"
  })
  void the_language_is_told(String prompt, String code) {
    assertThat(ANALYZER.analyze(prompt).language().code()).isEqualTo(code);
  }

  @Test
  void signals_say_why() {
    var signal = ANALYZER.analyze("Prove Fermat's little theorem").signals().getFirst();
    assertThat(signal.name()).isEqualTo("proof");
    assertThat(signal.reason()).isEqualTo("asks for a proof: \"prove\"");
    assertThat(signal.weight()).isPositive();
  }

  @Test
  void any_text_is_read_and_bounded() {
    for (var text :
        new String[] {"\ud800", "```", "a".repeat(1_000_000), "解".repeat(100_000), "\u0000\n\n"}) {
      var analysis = ANALYZER.analyze(text);
      assertThat(analysis.complexity()).isBetween(0.0, 1.0);
      assertThat(analysis.confidence()).isBetween(0.0, 1.0);
    }
  }

  @Test
  void labels_are_read_as_callers_write_them() {
    assertThat(TaskType.of("creative writing")).contains(TaskType.CREATIVE_WRITING);
    assertThat(TaskType.of("Math")).contains(TaskType.MATHS);
    assertThat(TaskType.of("question-answering")).contains(TaskType.QUESTION_ANSWERING);
    assertThat(TaskType.of("poetry")).isEmpty();
    assertThat(TaskType.labels()).contains("creative_writing").hasSize(12);
  }
}
