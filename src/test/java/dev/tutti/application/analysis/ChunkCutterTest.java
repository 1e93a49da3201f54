package dev.tutti.application.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.application.analysis.AnalysisChunk.Piece;
import dev.tutti.document.CharacterBudget;
import dev.tutti.document.OpenDocument;
import dev.tutti.document.block.BlockWriter;
import dev.tutti.document.table.TableCell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChunkCutterTest {
  private static List<AnalysisChunk> cut(Consumer<BlockWriter> content) {
    var out = new BlockWriter();
    content.accept(out);
    var lease = new CharacterBudget(1 << 20).take(1, Duration.ZERO);
    var open = new OpenDocument("a", "text/plain", out.finished(), lease);
    return ChunkCutter.cut(List.of(AnalysisSource.of(1, open)));
  }

  private static String words(int number) {
    return "paragraph " + number + " " + "plain words of no weight ".repeat(40);
  }

  @Test
  void a_short_document_is_one_chunk() {
    var chunks = cut(out -> out.block("paragraph", "Some words."));
    assertThat(chunks).hasSize(1);
    assertThat(chunks.getFirst().text()).isEqualTo("[b1] Some words.\n");
    assertThat(chunks.getFirst().pages()).isEmpty();
  }

  @Test
  void every_block_is_in_a_chunk_and_the_last_ones_come_again() {
    var chunks =
        cut(
            out -> {
              for (int i = 1; i <= 60; i++) {
                out.page(i);
                out.block("paragraph", words(i));
              }
            });
    assertThat(chunks).hasSizeBetween(6, 10);
    var blocks = chunks.stream().flatMap(each -> each.pieces().stream()).map(Piece::block).toList();
    assertThat(blocks).containsAll(IntStream.rangeClosed(1, 60).mapToObj(i -> "b" + i).toList());
    for (int i = 1; i < chunks.size(); i++) {
      var before = chunks.get(i - 1);
      assertThat(before.pieces()).contains(chunks.get(i).pieces().getFirst());
      assertThat(ChunkCutter.tokens(before.text())).isLessThan(ChunkCutter.CHUNK + 200);
      assertThat(before.pages()).hasSize(2);
    }
  }

  @Test
  void a_heading_near_the_end_begins_a_new_chunk() {
    var chunks =
        cut(
            out -> {
              for (int i = 1; i <= 10; i++) {
                out.block("paragraph", words(i));
              }
              out.block("heading", "Risks");
              out.block("paragraph", words(11));
            });
    assertThat(chunks).hasSize(2);
    assertThat(chunks.getLast().text()).contains("Risks");
    assertThat(chunks.getFirst().text()).doesNotContain("Risks");
  }

  @Test
  void a_long_table_is_cut_between_rows_with_its_header_again() {
    List<List<TableCell>> rows = new ArrayList<>();
    rows.add(List.of(TableCell.at(0, 0, "region"), TableCell.at(0, 1, "sales")));
    for (int i = 1; i <= 1_500; i++) {
      rows.add(List.of(TableCell.at(i, 0, "north-" + i), TableCell.at(i, 1, "" + i)));
    }
    var chunks = cut(out -> out.table(null, rows));
    assertThat(chunks.size()).isGreaterThan(1);
    assertThat(chunks)
        .allSatisfy(chunk -> assertThat(chunk.text()).startsWith("[b1] region\tsales"));
    var all = chunks.stream().map(AnalysisChunk::text).collect(Collectors.joining());
    for (int i = 1; i <= 1_500; i++) {
      assertThat(all).contains("north-" + i + "\t");
    }
  }

  @Test
  void a_sentence_of_any_length_is_cut() {
    var chunks = cut(out -> out.block("paragraph", "字".repeat(20_000)));
    assertThat(chunks).hasSizeGreaterThan(6);
    assertThat(chunks)
        .allSatisfy(
            chunk ->
                assertThat(ChunkCutter.tokens(chunk.text())).isLessThan(ChunkCutter.CHUNK + 200));
  }
}
