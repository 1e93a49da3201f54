package dev.tutti.document.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.document.block.BlockWriter;
import dev.tutti.document.table.TableCell;
import dev.tutti.document.verify.ContradictionFinder.FoundContradiction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContradictionFinderTest {
  private static List<String> kinds(String text, String caption, String... rows) {
    var out = new BlockWriter();
    out.block("paragraph", text);
    List<List<TableCell>> cells = new ArrayList<>();
    for (var row : rows) {
      List<TableCell> line = new ArrayList<>();
      for (var cell : row.split(";")) {
        line.add(TableCell.at(cells.size(), line.size(), cell));
      }
      cells.add(line);
    }
    out.table(caption.isEmpty() ? null : caption, cells);
    return ContradictionFinder.find(out.finished()).stream().map(FoundContradiction::kind).toList();
  }

  @Test
  void parts_are_held_against_their_sum() {
    assertThat(kinds("报告", "单位：万元", "地区;2024年", "华东;100", "华南;50", "合计;160"))
        .containsExactly("sum_of_parts");
    assertThat(kinds("报告", "单位：万元", "地区;2024年", "华东;100", "华南;50", "合计;150")).isEmpty();
  }

  @Test
  void a_growth_in_brackets_is_no_fall() {
    assertThat(kinds("2024年收入12亿元，同比明显增长（20%），上年同期为10亿元。", "", "地区;2024年")).isEmpty();
    var grown = "Revenue was $12.0m, up strongly (%s), compared with $10.0m.";
    assertThat(kinds(grown.formatted("20%"), "", "Region;2024")).isEmpty();
    assertThat(kinds(grown.formatted("30%"), "", "Region;2024"))
        .containsExactly("stated_vs_computed_change");
  }

  @Test
  void a_profit_is_no_sum_of_revenue_and_costs() {
    assertThat(kinds("报告", "单位：万元", "项目;2024年", "营业收入;100", "营业成本;60", "利润总额;40")).isEmpty();
    assertThat(kinds("A report", "", "item;2024", "Revenue;100", "Costs;60", "Total;40")).isEmpty();
    assertThat(kinds("A report", "", "group;2024", "Business;70", "Public;20", "Consumer;10"))
        .isEmpty();
    assertThat(kinds("报告", "单位：万元", "项目;2024年", "人工成本;30", "材料成本;60", "合计;100"))
        .containsExactly("sum_of_parts");
  }

  @Test
  void revenue_is_held_against_a_table_of_revenue_in_its_scale() {
    var text = "In 2024, revenue was $12.5 million.";
    var table = new String[] {"Region;2024", "North;7.5", "South;6.0", "Total;13.5"};
    assertThat(kinds(text, "$ in millions", table)).containsExactly("text_vs_table");
    assertThat(kinds(text, "$ in millions", "Region;2024", "North;7.5", "South;5.0", "Total;12.5"))
        .isEmpty();
    assertThat(
            kinds(
                text,
                "Operating costs, $ in millions",
                "Region;2024",
                "North;4.5",
                "South;5.0",
                "Total;9.5"))
        .isEmpty();
  }

  @Test
  void a_sentence_without_end_is_looked_at_in_time() {
    var text = "revenue was $5 million, up 10%, from " + "1 ".repeat(50_000);
    assertThat(kinds(text, "", "a;b", "x;1")).isEmpty();
  }
}
