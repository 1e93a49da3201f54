package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Patience;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingForm;
import dev.tutti.testing.TestingTutti;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DocumentsTest {
  private static final String DOCUMENTS = "/v1/documents";

  @TempDir private static Path folder;
  private static TestingTutti tutti;
  private static TestingAdmin nobody;

  @BeforeAll
  static void start() {
    tutti = TestingTutti.start(folder, "providers: {sim: {preset: sim}}");
    nobody = new TestingAdmin(tutti.url(), "");
  }

  @AfterAll
  static void stop() {
    nobody.close();
    tutti.close();
  }

  private static byte[] pdf(boolean encrypted, String... pages) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var document = new PDDocument()) {
      for (var text : pages) {
        var page = new PDPage();
        document.addPage(page);
        try (var content = new PDPageContentStream(document, page)) {
          content.beginText();
          content.setFont(new PDType1Font(FontName.HELVETICA), 11);
          content.newLineAtOffset(72, 700);
          content.showText(text);
          content.endText();
        }
      }
      if (encrypted) {
        document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
      }
      document.save(bytes);
    }
    return bytes.toByteArray();
  }

  private static JsonNode uploaded(String name, byte[] content) {
    var answer = nobody.upload(DOCUMENTS, new TestingForm().file(name, content));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  @Test
  void a_pdf_is_kept_with_its_pages_and_the_empty_ones_are_named() throws IOException {
    var document = uploaded("report.pdf", pdf(false, "Revenue was $12 million in 2024.", " "));
    assertThat(document.path("media_type").asString()).isEqualTo("application/pdf");
    assertThat(document.path("pages").asInt()).isEqualTo(2);
    assertThat(document.path("status").asString()).isEqualTo("partial");
    assertThat(document.at("/coverage/0/status").asString()).isEqualTo("ok");
    assertThat(document.at("/coverage/1/status").asString()).isEqualTo("empty");
    var blocks = nobody.get(DOCUMENTS + "/" + document.path("id").asString() + "/blocks").json();
    assertThat(blocks.at("/data/0/text").asString()).isEqualTo("Revenue was $12 million in 2024.");
    assertThat(blocks.at("/data/0/page").asInt()).isEqualTo(1);
    assertThat(blocks.path("has_more").asBoolean(true)).isFalse();
  }

  @Test
  void what_has_no_text_or_is_encrypted_is_refused_by_name_and_not_kept() throws IOException {
    int kept = nobody.get("/v1/files").json().path("data").size();
    var empty = nobody.upload(DOCUMENTS, new TestingForm().file("scan.pdf", pdf(false, " ")));
    assertThat(empty.status()).isEqualTo(422);
    assertThat(empty.json().at("/error/fault").asString()).isEqualTo("no_text");
    var locked = nobody.upload(DOCUMENTS, new TestingForm().file("a.pdf", pdf(true, "Secret.")));
    assertThat(locked.status()).isEqualTo(422);
    assertThat(locked.json().at("/error/fault").asString()).isEqualTo("encrypted");
    assertThat(locked.message()).startsWith("encrypted: a.pdf: ");
    Patience.until(
        () -> nobody.get("/v1/files").json().path("data").size() == kept, "nothing is left");
  }

  @Test
  void a_text_becomes_a_document_whose_blocks_come_in_pages() {
    var created =
        nobody.post(DOCUMENTS, "{\"text\":\"One stands here.\\n\\nTwo stands here.\"}").json();
    var path = DOCUMENTS + "/" + created.path("id").asString();
    assertThat(created.path("pages").isNull()).isTrue();
    var first = nobody.get(path + "/blocks?limit=1").json();
    assertThat(first.path("has_more").asBoolean(false)).isTrue();
    var second =
        nobody.get(path + "/blocks?limit=1&after=" + first.at("/data/0/id").asString()).json();
    assertThat(second.at("/data/0/text").asString()).isEqualTo("Two stands here.");
    assertThat(nobody.get(path).json()).isEqualTo(created);
    assertThat(nobody.get(path + "/blocks?after=none").status()).isEqualTo(400);
  }

  @Test
  void a_file_of_v1_files_is_a_document_too() {
    var file =
        nobody
            .upload(
                "/v1/files",
                new TestingForm()
                    .field("purpose", "user_data")
                    .file("sales.csv", "region,2023,2024\nNorth,10,12\nSouth,8,9\n"))
            .json();
    var id = file.path("id").asString();
    var document = nobody.post(DOCUMENTS, "{\"file_id\":\"" + id + "\"}").json();
    assertThat(document.path("id").asString()).isEqualTo(id);
    var tables = nobody.get(DOCUMENTS + "/" + id + "/tables").json();
    assertThat(tables.at("/data/0/rows/1/2/text").asString()).isEqualTo("12");
    assertThat(tables.at("/data/0/rows/1/2/place").asString()).isEqualTo("C2");
  }

  @Test
  void claims_are_held_against_a_document() {
    var id =
        nobody
            .post(DOCUMENTS, "{\"text\":\"2024年第三季度报告\\n\\n营业收入为797万元，同比增长12%。\"}")
            .json()
            .path("id")
            .asString();
    var claims =
        """
        {"claims":[
          {"type":"metric","name":"营业收入","value":"7970000","unit":"万元","quote":"营业收入为797万元","change":null},
          {"type":"metric","name":"营业收入","value":8040000,"quote":"营业收入为797万元"},
          {"type":"insight","text":"获奖","quote":"公司获得了三项国际大奖。"},
          {"type":"prose","text":"利润为5亿元。"}]}
        """;
    var verdicts = nobody.post(DOCUMENTS + "/" + id + "/verify", claims).json().path("data");
    assertThat(verdicts.valueStream().map(each -> each.path("verdict").asString()))
        .containsExactly("verified", "mismatch", "rejected", "unverified");
    assertThat(verdicts.at("/0/match").asString()).isEqualTo("exact");
    assertThat(verdicts.at("/0/quote").asString()).isEqualTo("营业收入为797万元");
  }

  @Test
  void a_claim_that_is_none_is_refused_with_its_place() {
    var id = nobody.post(DOCUMENTS, "{\"text\":\"Some words.\"}").json().path("id").asString();
    var wrong =
        "{\"claims\":[{\"type\":\"metric\",\"name\":\"x\",\"value\":\"1e99999999\",\"quote\":\"y\"}]}";
    var answer = nobody.post(DOCUMENTS + "/" + id + "/verify", wrong);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message()).startsWith("claims[0].value");
  }

  @Test
  void a_deleted_document_is_gone_for_every_path() {
    var id = nobody.post(DOCUMENTS, "{\"text\":\"Some words.\"}").json().path("id").asString();
    var path = DOCUMENTS + "/" + id;
    assertThat(nobody.delete(path).status()).isEqualTo(200);
    assertThat(nobody.get(path).status()).isEqualTo(404);
    assertThat(nobody.get(path + "/blocks").status()).isEqualTo(404);
    assertThat(nobody.get(path + "/tables").status()).isEqualTo(404);
    assertThat(nobody.post(path + "/verify", "no JSON").status()).isEqualTo(404);
    assertThat(nobody.delete(path).status()).isEqualTo(404);
  }

  @Test
  void numbers_are_read_alone_and_in_order() {
    var one = nobody.post("/v1/numbers/parse", "{\"text\":\"收入1250万美元，同比增长35%\"}").json();
    assertThat(one.at("/quantities/0/canonical").asString()).isEqualTo("12500000");
    assertThat(one.at("/quantities/0/currency").asString()).isEqualTo("USD");
    assertThat(one.at("/quantities/1/canonical").asString()).isEqualTo("0.35");
    assertThat(one.at("/quantities/1/basis").asString()).isEqualTo("yoy");
    var items =
        "{\"items\":[{\"text\":\"12.5\",\"context\":{\"caption\":\"单位：万元\"}},{\"text\":\"3-5亿元\"}]}";
    var many = nobody.post("/v1/numbers/parse", items).json().path("data");
    assertThat(many.at("/0/quantities/0/canonical").asString()).isEqualTo("125000");
    assertThat(many.at("/1/quantities/0/low").asString()).isEqualTo("300000000");
    assertThat(many.at("/1/quantities/0/high").asString()).isEqualTo("500000000");
  }

  @Test
  void numbers_of_any_length_take_no_time() {
    var text = "9".repeat(30_000) + " 1e999999999 " + "1万".repeat(20_000) + "1,234".repeat(5_000);
    var body = Json.object().put("text", text);
    assertThat(nobody.post("/v1/numbers/parse", Json.text(body)).status()).isEqualTo(200);
  }
}
