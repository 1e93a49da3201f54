package dev.tutti.application.decision.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.application.decision.statement.TextContradictions.TextContradiction;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextContradictionsTest {
  private static final String CONTRADICTING =
      "本项目可用预算为500万元，必须在12个月内见到成效。方案一需要首年投入320万元，第二年追加210万元，此后每年回收180万元。方案一预计14个月后上线。"
          + "方案一的静态回收期为2年。方案二投入150万元，今后三年每年净流入70万元，投资回报率为40%。方案二静态回收期约2.1年，预计9个月完成。"
          + "成功概率：乐观50%，基准40%，悲观20%。";

  @Test
  void statements_that_cannot_be_true_together_are_found_with_their_sentences() {
    var found = of(CONTRADICTING);

    assertThat(found)
        .extracting(TextContradiction::kind)
        .containsExactly("budget_exceeded", "deadline_missed", "payback_wrong", "probability_sum");
    assertThat(found)
        .extracting(each -> each.where().stream().map(TextSentence::number).toList())
        .containsExactly(List.of(0, 1), List.of(0, 2), List.of(1, 3), List.of(6));
    assertThat(found.get(0).computed()).isEqualTo(5_300_000);
    assertThat(found.get(3).computed()).isEqualTo(1.1);
    assertThat(found.get(1).where().getLast().start()).isEqualTo(65);
  }

  @Test
  void consistent_statements_are_not_reported() {
    assertThat(of("可用资本300万元。方案甲投入200万元，每年净流入80万元，共四年。方案甲静态回收期2.5年，投资回报率60%。方案甲8个月完成，要求12个月内完成。"))
        .isEmpty();
  }

  @Test
  void a_return_that_the_flows_do_not_give_is_found() {
    assertThat(of("方案甲投入200万元，每年净流入80万元，共四年。方案甲投资回报率80%。"))
        .extracting(TextContradiction::kind)
        .containsExactly("roi_wrong");
  }

  @Test
  void english_is_read_too() {
    var found =
        of(
            "The budget is $5 million and results are required within 12 months. Plan A costs $6"
                + " million and returns $2 million a year for 4 years. Plan A has a payback of 2"
                + " years and takes 14 months.");

    assertThat(found)
        .extracting(TextContradiction::kind)
        .containsExactly("budget_exceeded", "deadline_missed", "payback_wrong");
  }

  @Test
  void a_budget_of_an_option_and_a_discounted_payback_contradict_nothing() {
    assertThat(of("方案一预算300万元，每年收益100万元。方案二预算500万元，每年收益150万元。")).isEmpty();
    assertThat(of("方案一投入500万元，每年净流入250万元，动态回收期为2.5年，内部回报率20%，共四年。")).isEmpty();
    assertThat(of("方案一投入1000万元，五年累计净流入1500万元，投资回报率为50%。")).isEmpty();
  }

  @Test
  void probabilities_of_different_options_need_not_sum_to_one() {
    assertThat(of("成功概率：方案一60%，方案二70%。")).isEmpty();
    assertThat(of("成功概率：乐观30%，基准50%，悲观20%。")).isEmpty();
  }

  private static List<TextContradiction> of(String text) {
    return TextContradictions.of(StatementReader.read(text, List.of()));
  }
}
