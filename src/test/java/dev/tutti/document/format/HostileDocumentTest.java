package dev.tutti.document.format;

import static dev.tutti.document.format.HostileFiles.docx;
import static dev.tutti.document.format.HostileFiles.xlsx;
import static dev.tutti.document.format.HostileFiles.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tutti.document.block.ParsedDocument;
import dev.tutti.document.block.UnreadableDocument;
import dev.tutti.document.number.NumberGrammar;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small files that would be large in memory, or take long. */
class HostileDocumentTest {
  private static ParsedDocument read(String name, byte[] bytes) {
    try (var reader = new DocumentReader(1, Duration.ofSeconds(60))) {
      return reader.read(name, bytes);
    }
  }

  private static void refused(String reason, String name, byte[] bytes) {
    assertThatExceptionOfType(UnreadableDocument.class)
        .isThrownBy(() -> read(name, bytes))
        .matches(refusal -> refusal.reason().equals(reason), reason);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void office_xml_of_a_million_tags_is_refused() throws IOException {
    refused("too_large", "a.docx", zip("word/document.xml", "<w:p/>".repeat(1_000_000)));
  }

  @Test
  void markup_and_tables_without_end_are_refused() {
    refused("too_large", "a.html", bytes("<html>" + "<b>".repeat(900_000)));
    refused("too_large", "a.md", bytes("a\n\n".repeat(500_000)));
    refused("too_large", "a.md", bytes("# a\n" + "*a* ".repeat(500_000)));
    refused("too_large", "a.md", bytes("# a\n<p>" + "<b>x".repeat(700_000)));
    refused("too_large", "a.html", bytes("<html><b><i><u><s>" + "<p>x".repeat(200_000)));
    refused("too_large", "a.csv", bytes((",".repeat(999) + "\n").repeat(600)));
  }

  @Test
  void letters_that_are_plain_again_cost_nothing() {
    var document = read("a.html", bytes("<html>" + "<p><b>x</b> <i>y</i>".repeat(80_000)));
    assertThat(document.blocks()).hasSize(80_000);
  }

  @Test
  void merged_cells_and_spans_without_end_are_refused() throws IOException {
    var sheet =
        "<worksheet><sheetData>"
            + "<row><c t=\"inlineStr\"><is><t>x</t></is></c></row>".repeat(20_000)
            + "</sheetData><mergeCells><mergeCell ref=\"A1:ZZ1048576\"/></mergeCells></worksheet>";
    refused("too_large", "a.xlsx", xlsx(sheet));
    var row = "<tr>" + "<td colspan=100 rowspan=100>x</td>".repeat(20) + "</tr>";
    refused("too_large", "a.html", bytes("<table>" + row.repeat(1_000) + "</table>"));
  }

  @Test
  void rows_that_are_hidden_one_by_one_go_at_once() {
    var table = "<table><tr><td>1</td></tr>" + "<tr hidden><td>2</td></tr>".repeat(100_000);
    var document = read("a.html", bytes(table + "<tr><td>3</td></tr></table>"));
    assertThat(document.text()).isEqualTo("1\t\n3");
    assertThat(document.hidden()).hasSize(1_000);
  }

  @Test
  void a_style_sheet_is_no_place_for_regular_expressions_or_long_searches() {
    var sheet =
        "[title~=(a+)+b] {display: none} " + "* ".repeat(100) + "{display: none} .x{display: none}";
    var body = "<p title='" + "a".repeat(50) + "'>seen</p><p class=x>unseen</p>";
    var document = read("a.html", bytes("<html><style>" + sheet + "</style>" + body));
    assertThat(document.text()).isEqualTo("seen");
  }

  /** A workbook of rows, with one string that its cells share. */
  private static byte[] shared(String text, String rows) throws IOException {
    return zip(
        "xl/workbook.xml",
        "<workbook><sheets><sheet name=\"A\"/></sheets></workbook>",
        "xl/sharedStrings.xml",
        "<sst><si><t>" + text + "</t></si></sst>",
        "xl/worksheets/sheet1.xml",
        "<worksheet><sheetData>" + rows + "</sheetData></worksheet>");
  }

  @Test
  void a_long_text_that_many_cells_share_is_not_written_again_and_again() throws IOException {
    var text = "单位 unit ".repeat(100_000);
    var cells = "<c t=\"s\"><v>0</v></c>".repeat(900);
    refused("too_large", "a.xlsx", shared(text, "<row>" + cells + "</row>"));
    var seen = "<row><c><v>1</v></c></row>";
    var document = read("a.xlsx", shared(text, seen + "<row hidden=\"1\">" + cells + "</row>"));
    assertThat(document.hidden()).hasSize(1);
    assertThat(document.hidden().getFirst().text()).hasSizeLessThan(20_000);
    var merged =
        "<row>"
            + "<c t=\"s\"><v>0</v></c>"
            + "</row>"
            + seen
            + "</sheetData><mergeCells>"
            + "<mergeCell ref=\"A1:ZZ1\"/></mergeCells><sheetData>";
    assertThat(read("a.xlsx", shared(text, merged)).tables().getFirst().grid().caption())
        .hasSizeLessThan(10_000);
  }

  @Test
  void texts_that_stand_in_one_another_are_counted() throws IOException {
    var text = "<w:r><w:t>" + "x".repeat(2 << 20) + "</w:t></w:r>";
    var cell = "<w:p>".repeat(40) + text + "</w:p>".repeat(40);
    refused("too_large", "a.docx", docx("<w:tbl><w:tr><w:tc>" + cell + "</w:tc></w:tr></w:tbl>"));
    var strings = "<si>".repeat(40) + "<t>" + "x".repeat(2 << 20) + "</t>" + "</si>".repeat(40);
    var inside = "</t></si>" + strings + "<si><t>";
    refused("too_large", "a.xlsx", shared(inside, "<row><c><v>1</v></c></row>"));
  }

  @Test
  void a_number_of_a_thousand_digits_stays_as_it_is_written() throws IOException {
    var nines = "9".repeat(1_000);
    var row = "<row><c><v>1e300</v></c><c><v>" + nines + "</v></c><c><v>1.5E+3</v></c></row>";
    var sheet = xlsx("<worksheet><sheetData>" + row + "</sheetData></worksheet>");
    assertThat(read("a.xlsx", sheet).text()).isEqualTo("1e300\t" + nines + "\t1500");
  }

  @Test
  void many_rules_are_not_held_against_many_deep_elements_without_end() {
    var sheet = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      sheet.append(".a .b .c .d .x").append(i).append(" {display: none}\n");
    }
    var deep = "<div class='a b c d'>".repeat(200) + "<p>x".repeat(90_000);
    var html = "<html><style>.y {display: none}" + sheet + "</style><p class=y>unseen</p>" + deep;
    long began = System.nanoTime();
    var document = read("a.html", bytes(html));
    assertThat(document.text()).doesNotContain("unseen");
    assertThat(document.warnings()).anyMatch(each -> each.contains("more rules"));
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void spans_of_a_word_table_without_end_are_refused() throws IOException {
    var cell = "<w:tc><w:tcPr><w:gridSpan w:val=\"99\"/></w:tcPr></w:tc>";
    refused("too_large", "a.docx", docx("<w:tbl><w:tr>" + cell.repeat(20_000) + "</w:tr></w:tbl>"));
  }

  @Test
  void tags_in_tags_and_boxes_in_boxes_take_no_time() throws IOException {
    refused("too_deep", "a.docx", docx("<w:p>" + "<w:r>".repeat(300_000) + "</w:p>"));
    var box = "<w:p><w:r><w:txbxContent>";
    var close = "</w:txbxContent></w:r></w:p>";
    var text = "<w:p><w:r><w:t>inside</w:t></w:r></w:p>";
    var document = read("a.docx", docx(box.repeat(25) + text + close.repeat(25)));
    assertThat(document.text()).isEqualTo("inside");
  }

  @Test
  void a_page_may_be_of_any_width() throws IOException {
    var out = new ByteArrayOutputStream();
    try (var document = new PDDocument()) {
      var page = new PDPage(new PDRectangle(1e9f, 800));
      document.addPage(page);
      try (var content = new PDPageContentStream(document, page)) {
        content.beginText();
        content.setFont(new PDType1Font(FontName.HELVETICA), 11);
        content.newLineAtOffset(10, 700);
        content.showText("the left side");
        content.newLineAtOffset(9e8f, 0);
        content.showText("the right side");
        content.endText();
      }
      document.save(out);
    }
    assertThat(read("a.pdf", out.toByteArray()).text()).contains("left side");
  }

  @Test
  void hidden_text_without_end_is_cut() {
    var html = "<p>Seen.</p><p hidden>" + "unseen ".repeat(500_000) + "</p><p hidden>more</p>";
    var document = read("a.html", bytes(html));
    assertThat(document.hidden()).hasSize(1);
    assertThat(document.hidden().getFirst().text()).hasSize(1 << 20);
    assertThat(document.warnings()).hasSize(1);
  }

  @Test
  void lines_without_end_are_no_depth() {
    var document = read("a.txt", bytes("first" + "\n".repeat(200_000) + "last"));
    assertThat(document.blocks()).hasSize(2);
  }

  @Test
  void files_that_cannot_be_interrupted_hold_up_no_others() {
    var end = new CountDownLatch(1);
    DocumentReader.FileParser parser =
        (name, bytes) -> {
          while (name.equals("stuck") && end.getCount() > 0) {
            try {
              end.await();
            } catch (InterruptedException _) {
              // it does not listen
            }
          }
          return DocumentReader.parse(name, bytes);
        };
    try (var reader = new DocumentReader(1, Duration.ofSeconds(2), parser)) {
      assertThatExceptionOfType(UnreadableDocument.class)
          .isThrownBy(() -> reader.read("stuck", bytes("some text")))
          .matches(refusal -> refusal.reason().equals("timeout"));
      assertThat(reader.read("a.txt", bytes("some text")).text()).isEqualTo("some text");
    } finally {
      end.countDown();
    }
  }

  @Test
  void csv_says_what_is_wrong_with_it() {
    refused("too_large", "a.csv", bytes("a,b\n" + "1,".repeat(2_000) + "\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9", "1万", "1,234", "\n", "_", "a", "1.", "-", "(", "1-", "1e9", "第", "2024年", "一", "万",
        "+1 ", ": ", "百分之", "12%", "3-5亿元至"
      })
  void numbers_of_any_text_are_read_in_time(String piece) {
    var text = piece.repeat(8_000 / piece.length());
    long began = System.nanoTime();
    assertThat(NumberGrammar.read(text)).isNotNull();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void an_exponent_makes_no_number_of_a_billion_digits() {
    assertThat(NumberGrammar.read("1e999999999 and 9.9E+99999999999"))
        .allMatch(each -> each.amount().toPlainString().length() < 200);
  }
}
