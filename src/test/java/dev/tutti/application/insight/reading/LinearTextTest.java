package dev.tutti.application.insight.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.document.CountedText;
import dev.tutti.document.block.ParsedDocument;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hostile texts on their way to series. */
class LinearTextTest {
  private static final ParsedDocument NOTHING =
      new ParsedDocument("", List.of(), List.of(), List.of(), List.of(), List.of());

  @Test
  void a_total_with_spaces_without_end_takes_work_by_its_length() {
    long once = CountedText.looks("合计" + " ".repeat(300) + "x", TotalWords::total);
    long twice = CountedText.looks("合计" + " ".repeat(600) + "x", TotalWords::total);
    assertThat(twice).isLessThan(once * 5 / 2);
    assertThat(TotalWords.total(" 合 计 ： （万元） ")).isTrue();
    assertThat(TotalWords.total("合计收入")).isFalse();
  }

  @Test
  void a_line_of_dashes_is_no_table() {
    var content = "a | b\n" + "-".repeat(50_000) + "\n1月85万元，2月92万元";
    var read = InsightReader.content(content, () -> NOTHING);
    assertThat(read.first().values()).hasSize(2);
  }

  @Test
  void spaces_in_a_list_of_shares_take_no_time() {
    assertThat(ShareReader.read("-" + " ".repeat(50_000) + "x\n" + " ".repeat(50_000) + "x:y"))
        .isEmpty();
    var shares = ShareReader.read("市场份额\n \n- A: 60%\n- B： 40%\n");
    assertThat(shares)
        .singleElement()
        .satisfies(each -> assertThat(each.title()).isEqualTo("市场份额"));
  }

  @Test
  void a_sentence_without_end_is_read_in_pieces() {
    var content = "1月85万元，2月92万元，".repeat(20_000);
    var read = InsightReader.content(content, () -> NOTHING);
    assertThat(read.first().values()).hasSize(2);
  }

  @Test
  void cells_that_are_not_in_the_text_as_they_are_read_have_no_place() {
    var rows = new StringBuilder("月份,备注,销量\n");
    for (int i = 0; i < 3_000; i++) {
      rows.append("%d,\"a\"\"b\",%d%n".formatted(2000 + i % 90, i));
    }
    var read = InsightReader.content(rows.toString(), () -> NOTHING);
    assertThat(read.first().values()).isNotEmpty();
  }
}
