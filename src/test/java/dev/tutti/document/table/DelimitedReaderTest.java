package dev.tutti.document.table;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;

class DelimitedReaderTest {

  @Test
  void a_title_with_a_unit_and_two_header_rows_are_told_from_values() {
    var table = DelimitedReader.read("单位：万元;;\n;2024年;2023年\n地区;实际;实际\n华东;1.234;987\n华南;(12);—\n");
    assertThat(table.caption()).isEqualTo("单位：万元");
    assertThat(table.headerRows()).isEqualTo(2);
    assertThat(table.columnPath(1)).containsExactly("2024年", "实际");
    assertThat(requireNonNull(table.number(3, 1)).amount()).isEqualByComparingTo("-120000");
  }

  @Test
  void bytes_that_are_no_utf_8_are_read_as_gb18030() {
    assertThat(DelimitedReader.decoded("收入".getBytes(Charset.forName("GB18030")))).isEqualTo("收入");
  }

  @Test
  void ragged_rows_are_warned_of() {
    assertThat(DelimitedReader.read("a,b\n1,2\n3\n").warnings()).contains("ragged");
  }

  @Test
  void rows_of_one_cell_are_titles_only_where_they_are_few() {
    var table = DelimitedReader.read("a,\n".repeat(50_000) + "b,1\n");
    assertThat(requireNonNull(table.caption()).lines()).hasSize(10);
    assertThat(table.rows()).hasSize(50_001 - 10);
  }
}
