package dev.tutti.application.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.document.CharacterBudget;
import dev.tutti.document.OpenDocument;
import dev.tutti.document.format.DocumentReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class ListedRisksTest {
  private static List<String> risks(String name, byte[] bytes) {
    try (var reader = new DocumentReader(1, Duration.ofSeconds(60))) {
      var lease = new CharacterBudget(1 << 20).take(1, Duration.ZERO);
      var open = new OpenDocument(name, "text/plain", reader.read(name, bytes), lease);
      var items = new AnalysisItems();
      ListedRisks.add(AnalysisSource.of(1, open), items);
      return items.risks().stream().map(FoundStatement::text).toList();
    }
  }

  private static List<String> risks(String name, String text) {
    return risks(name, text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void items_of_markdown_below_a_heading_of_risks_are_risks() {
    assertThat(
            risks(
                "a.md",
                "# Report\n\n## 3. Key risks and uncertainties\n\n- a storm may come\n- prices may"
                    + " rise by 5%\n\n## Chances\n\n- a new market\n"))
        .containsExactly("a storm may come", "prices may rise by 5%");
  }

  @Test
  void items_of_html_are_risks_whatever_stands_in_them() {
    assertThat(
            risks(
                "a.html",
                "<h2>风险提示</h2><ul><li><p>供应链中断影响<b>15%</b>的订单</p></li><li>核心市场竞争加剧</li></ul>"
                    + "<p>以上内容仅供参考。</p><ul><li>别的列表内容</li></ul>"))
        .containsExactly("供应链中断影响15%的订单", "核心市场竞争加剧");
  }

  @Test
  void a_sentence_that_leads_into_a_list_announces_it() {
    assertThat(risks("a.txt", "公司面临以下主要风险：\n1. 汇率波动较大\n2. 原材料涨价\n\n机遇：\n- 新市场开放"))
        .containsExactly("汇率波动较大", "原材料涨价");
  }

  @Test
  void numbered_paragraphs_of_docx_are_items_by_their_own_number_or_their_style()
      throws IOException {
    var styles =
        """
        <w:styles xmlns:w="w"><w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>
        <w:style w:styleId="a5"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
        <w:style w:styleId="b"><w:name w:val="own"/><w:basedOn w:val="a5"/></w:style></w:styles>\
        """;
    var body =
        "<w:document xmlns:w=\"w\"><w:body>"
            + paragraph("<w:pStyle w:val=\"1\"/>", "主要风险")
            + paragraph("<w:numPr><w:numId w:val=\"2\"/></w:numPr>", "汇率波动较大")
            + paragraph("<w:pStyle w:val=\"b\"/>", "原材料价格上涨")
            + paragraph("<w:pStyle w:val=\"1\"/><w:numPr><w:numId w:val=\"2\"/></w:numPr>", "展望")
            + paragraph("<w:pStyle w:val=\"a5\"/>", "新市场已经开放")
            + "</w:body></w:document>";
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (var part : new String[][] {{"word/styles.xml", styles}, {"word/document.xml", body}}) {
        zip.putNextEntry(new ZipEntry(part[0]));
        zip.write(part[1].getBytes(StandardCharsets.UTF_8));
      }
    }
    assertThat(risks("a.docx", bytes.toByteArray())).containsExactly("汇率波动较大", "原材料价格上涨");
  }

  private static String paragraph(String properties, String text) {
    return "<w:p><w:pPr>" + properties + "</w:pPr><w:r><w:t>" + text + "</w:t></w:r></w:p>";
  }
}
