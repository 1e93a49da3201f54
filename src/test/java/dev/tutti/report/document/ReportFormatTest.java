package dev.tutti.report.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.Json;
import dev.tutti.text.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReportFormatTest {
  private static final Path GOLDEN = Path.of("src/test/resources/dev/tutti/report/document");
  private static final Set<String> TAGS =
      Set.of(
          ("html head meta title style body header h1 p main section h2 dl div dt dd table caption"
                  + " thead tbody tr th td small figure figcaption svg line text polyline circle"
                  + " rect ul li details summary bdi")
              .split(" "));
  private static final Pattern FORMULA_BEGIN =
      Pattern.compile("^\\s*[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20]");

  private static String text(ReportFormat format, ReportLanguage language) {
    return new String(format.write(SampleReport.report(), language).content(), UTF_8);
  }

  private static String page() {
    return text(ReportFormat.HTML, ReportLanguage.ENGLISH);
  }

  /** What was written before; {@code -Dgolden.write} writes it anew, to be read before a commit. */
  private static void assertGolden(String name, String text) throws IOException {
    var file = GOLDEN.resolve(name);
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(file, text);
    }
    assertThat(text).isEqualTo(Files.readString(file));
  }

  @Test
  void json_has_every_figure_with_all_that_is_known_of_it() throws IOException {
    var json =
        Json.tree(ReportFormat.JSON.write(SampleReport.report(), ReportLanguage.ENGLISH).content());
    assertGolden("sample.json", json.toPrettyString().replace("\uD800", "?") + "\n");
  }

  @Test
  void markdown_is_as_it_was() throws IOException {
    assertGolden("sample.md", text(ReportFormat.MARKDOWN, ReportLanguage.ENGLISH));
  }

  @Test
  void html_is_as_it_was() throws IOException {
    assertGolden("sample.html", page());
  }

  @Test
  void chinese_is_as_it_was() throws IOException {
    assertGolden("sample.zh.md", text(ReportFormat.MARKDOWN, ReportLanguage.CHINESE));
  }

  @Test
  void an_archive_has_a_file_of_csv_for_each_table() throws IOException {
    var all = new StringBuilder();
    archive().forEach((name, text) -> all.append("== ").append(name).append('\n').append(text));
    assertGolden("sample.csv", all.toString().replace("\r\n", "\n"));
  }

  @Test
  void one_table_is_the_same_as_in_the_archive() throws IOException {
    var file = ReportFormat.table(SampleReport.report(), "models");
    assertThat(new String(file.content(), UTF_8)).isEqualTo(archive().get("models.csv"));
  }

  @Test
  void an_unknown_table_is_refused_with_the_names_of_those_that_exist() {
    assertThatThrownBy(() -> ReportFormat.table(SampleReport.report(), "nothing"))
        .hasMessage("table: nothing (expected: totals, calls_by_time, cost_by_time, models)");
  }

  @Test
  void no_cell_of_csv_is_a_formula() throws IOException {
    for (var line : file("models.csv").split("\r\n")) {
      var first = line.substring(0, line.indexOf(',')).replaceFirst("^\"", "");
      assertThat(first).doesNotContainPattern(FORMULA_BEGIN);
    }
  }

  @Test
  void numbers_of_csv_stay_numbers_even_below_zero() throws IOException {
    assertThat(file("models.csv").lines().skip(1))
        .allSatisfy(line -> assertThat(line).endsWith(",-0.000000001,0.5"));
  }

  @Test
  void a_page_has_no_script_no_handler_and_nothing_that_loads() {
    assertThat(page())
        .doesNotContainIgnoringCase("<script")
        .doesNotContainIgnoringCase("<img")
        .doesNotContainIgnoringCase("<iframe")
        .doesNotContainIgnoringCase("<a ")
        .doesNotContainIgnoringCase("@import")
        .doesNotContainIgnoringCase("url(")
        .doesNotContainPattern("<[^>]*\\son\\w+\\s*=")
        .doesNotContainPattern("<[^>]*\\s(?:href|src|style)\\s*=");
  }

  @Test
  void every_tag_of_a_page_is_one_of_ours() {
    var tags = Pattern.compile("<([a-z0-9]+)").matcher(page()).results().map(tag -> tag.group(1));
    assertThat(tags).isSubsetOf(TAGS);
  }

  @Test
  void a_page_is_well_formed_but_for_what_has_no_end_in_html() throws Exception {
    var xml = page().replaceFirst("<!doctype html>", "").replaceAll("(<meta [^>]*)>", "$1/>");
    var factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    var document =
        factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(UTF_8)));
    assertThat(document.getElementsByTagName("svg").getLength()).isEqualTo(2);
  }

  @Test
  void its_style_is_the_one_that_its_policy_allows() {
    var style = page().replaceFirst("(?s).*<style>", "").replaceFirst("(?s)</style>.*", "");
    var hash = Base64.getEncoder().encodeToString(Sha256.of(style.getBytes(UTF_8)));
    assertThat(ReportFormat.policy())
        .contains("default-src 'none'; style-src 'sha256-" + hash + "'");
  }

  @ParameterizedTest
  @EnumSource(
      value = ReportFormat.class,
      names = {"MARKDOWN", "HTML"})
  void nothing_turns_the_direction_of_text_or_hides_in_it(ReportFormat format) {
    assertThat(text(format, ReportLanguage.ENGLISH))
        .doesNotContainPattern("[\u202A-\u202E\u2066-\u2069\u200B\u0000\uFFFD]")
        .contains("U+202E");
  }

  @Test
  void names_are_no_markup_in_markdown() {
    assertThat(text(ReportFormat.MARKDOWN, ReportLanguage.ENGLISH))
        .doesNotContain("<script>", "](javascript", "![x](", "\n# heading", "http://evil")
        .contains("\\<script\\>alert\\(1\\)\\</script\\>");
  }

  @Test
  void an_archive_of_the_same_report_is_the_same() {
    var one = ReportFormat.CSV.write(SampleReport.report(), ReportLanguage.ENGLISH).content();
    var other = ReportFormat.CSV.write(SampleReport.report(), ReportLanguage.CHINESE).content();
    assertThat(one).isEqualTo(other);
  }

  private static String file(String name) throws IOException {
    return Objects.requireNonNull(archive().get(name));
  }

  private static Map<String, String> archive() throws IOException {
    var bytes = ReportFormat.CSV.write(SampleReport.report(), ReportLanguage.ENGLISH).content();
    var files = new LinkedHashMap<String, String>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes), UTF_8)) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), new String(zip.readAllBytes(), UTF_8));
      }
    }
    return files;
  }
}
