package dev.tutti.integration;

import static dev.tutti.testing.Chat.question;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Patience;
import dev.tutti.testing.ReceivedRequest;
import dev.tutti.testing.Rig;
import java.io.IOException;
import java.net.URLEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Reports over HTTP. */
class ReportsEndpointTest {
  @RegisterExtension
  static final Rig rig = Rig.resilient("providers: {up: {base_url: \"{upstream}\"}}\n");

  private static ReceivedRequest get(String path) throws IOException {
    try (var client = rig.tutti().client()) {
      return client.get(path).answer();
    }
  }

  private static JsonNode json(String path) throws IOException {
    var heard = get(path);
    assertThat(heard.status()).as(heard.body()).isEqualTo(200);
    return Json.request(heard.body().getBytes(UTF_8));
  }

  private static void ask(String user) throws IOException {
    rig.upstream().play(Chat.answers("1"));
    try (var client = rig.ask(question("up/m"), "x-tutti-user: " + user)) {
      client.answer();
    }
    var filter = URLEncoder.encode("user=\"" + user + "\"", UTF_8);
    Patience.until(
        () -> {
          try {
            return json("/admin/top?measure=calls&filter=" + filter)
                    .at("/total/calls/value")
                    .asInt()
                == 1;
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        },
        "the call of " + user);
  }

  @Test
  void tile_table_and_report_say_the_same() throws Exception {
    ask("same");
    var filter = "&filter=" + URLEncoder.encode("user=same", UTF_8);
    var tile = json("/admin/top?measure=calls" + filter).at("/total/calls/value").asInt();
    var report = json("/admin/reports/summary?from=-1h" + filter);
    assertThat(report.at("/sections/0/elements/1/figures/0/key").asString()).isEqualTo("calls");
    assertThat(report.at("/sections/0/elements/1/figures/0/value").asInt()).isEqualTo(tile);
    var csv = get("/admin/reports/summary?from=-1h&format=csv&table=groups" + filter);
    assertThat(csv.body()).startsWith("model,calls,").contains("up/m,1,");
  }

  @Test
  void a_page_forbids_scripts_and_names_cannot_make_any() throws Exception {
    ask("<script>alert(1)</script>");
    var page = get("/admin/reports/cost?from=-1h&format=html&by=user");
    assertThat(page.header("content-type")).isEqualTo("text/html; charset=utf-8");
    assertThat(page.header("content-security-policy"))
        .startsWith("default-src 'none'; style-src 'sha256-");
    assertThat(page.header("x-content-type-options")).isEqualTo("nosniff");
    assertThat(page.body()).contains("&lt;script&gt;alert(1)").doesNotContain("<script");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/admin/reports/poetry",
        "/admin/reports/cost?format=pdf",
        "/admin/reports/cost?lang=fr",
        "/admin/reports/cost?compare=all",
        "/admin/reports/cost?by=colour",
        "/admin/reports/cost?by=model,owner,key,user",
        "/admin/reports/cost?filter=colour%3Dred",
        "/admin/reports/cost?filter=provider%3Da%20outcome%3Db",
        "/admin/reports/cost?from=2024-01-01&to=2026-01-01",
        "/admin/reports/cost?format=csv&table=none",
        "/admin/reports/focus?from=2020-01-01",
        "/admin/reports/focus?filter=outcome%3Dcompleted"
      })
  void what_is_wrong_is_refused_with_what_was_expected(String path) throws Exception {
    var heard = get(path);
    assertThat(heard.status()).as(heard.body()).isEqualTo(400);
    assertThat(heard.body()).contains("expected: ");
  }

  @Test
  void an_export_comes_in_parts_however_long_it_is() throws Exception {
    ask("exported");
    var heard = get("/admin/reports/focus?from=-365d");
    assertThat(heard.status()).as(heard.body()).isEqualTo(200);
    assertThat(heard.header("transfer-encoding")).isEqualTo("chunked");
    assertThat(heard.header("content-disposition")).contains("tutti-focus-1.2-");
    assertThat(heard.body()).startsWith("BilledCost,").containsOnlyOnce("BilledCost");
    assertThat(heard.body()).contains(",up/m,");
  }

  @ParameterizedTest
  @CsvSource({
    "json, application/json",
    "md, text/markdown; charset=utf-8",
    "csv, application/zip",
    "html, text/html; charset=utf-8"
  })
  void each_form_has_its_type(String format, String type) throws Exception {
    var heard = get("/admin/reports/trends?lang=zh&format=" + format);
    assertThat(heard.status()).isEqualTo(200);
    assertThat(heard.header("content-type")).isEqualTo(type);
    assertThat(heard.header("content-disposition")).contains("filename=\"tutti-trends-");
  }
}
