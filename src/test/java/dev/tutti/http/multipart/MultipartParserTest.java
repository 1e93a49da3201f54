package dev.tutti.http.multipart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartParserTest {
  private static final String FORM =
      """
      a preamble that nobody reads
      --XyZ
      Content-Disposition: form-data; name="purpose"

      batch
      --XyZ \t
      Content-Disposition: form-data; name="file"; filename="in.jsonl"
      Content-Type: application/octet-stream

      one
      --Xy
      -\r--XyZ

      --XyZ
      content-disposition: form-data; name=empty


      --XyZ--
      an epilogue
      """
          .replace("\n", "\r\n");

  private static final String FIELD = "--XyZ\r\nContent-Disposition: form-data; name=f\r\n";

  private static final List<String> PARTS =
      List.of("purpose= batch", "file=in.jsonl one\r\n--Xy\r\n-\r--XyZ\r\n", "empty= ");

  /** Parts as texts. */
  private static final class Parts implements MultipartParser.Listener {
    private final List<String> all = new ArrayList<>();
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private String head = "";

    @Override
    public void begin(PartHead part) {
      head = part.field() + "=" + part.file().orElse("");
      content.reset();
    }

    @Override
    public void data(byte[] bytes, int from, int to) {
      content.write(bytes, from, to - from);
    }

    @Override
    public void end() {
      all.add(head + " " + content.toString(StandardCharsets.UTF_8));
    }
  }

  private static List<String> parse(String body, int piece) {
    var parts = new Parts();
    var parser = new MultipartParser("XyZ", parts);
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < bytes.length; at += piece) {
      parser.feed(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece)));
    }
    parser.end();
    return parts.all;
  }

  @Test
  void a_form_is_cut_at_its_boundaries_wherever_reads_end() {
    for (int piece = 1; piece <= FORM.length(); piece++) {
      assertThat(parse(FORM, piece)).as("pieces of %d", piece).isEqualTo(PARTS);
    }
  }

  @Test
  void any_content_comes_through() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    var letters = "\r\n-XyZa";
    for (int round = 0; round < 200; round++) {
      var text = new StringBuilder();
      int length = random.nextInt(300);
      for (int i = 0; i < length; i++) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      var content = text.toString();
      while (content.contains("\r\n--XyZ")) {
        content = content.replace("\r\n--XyZ", "\r\n--Xy");
      }
      var form =
          "--XyZ\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\n" + content + "\r\n--XyZ--";
      assertThat(parse(form, 1 + random.nextInt(50)))
          .as("seed %d", seed)
          .containsExactly("f= " + content);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--XyZ",
        "no form at all",
        "--XyZ\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\ncut",
        "--XyZ\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\nx\r\n--XyZ",
        "--XyZ\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\nx\r\n--XyZmore\r\n",
        "--XyZ\r\nContent-Disposition: attachment; name=\"f\"\r\n\r\nx\r\n--XyZ--",
        "--XyZ\r\nContent-Disposition: form-data\r\n\r\nx\r\n--XyZ--",
        "--XyZ\r\n\r\nx\r\n--XyZ--",
        FIELD + "Content-Transfer-Encoding: base64\r\n\r\nx\r\n--XyZ--"
      })
  void what_is_no_form_is_refused(String body) {
    assertThatThrownBy(() -> parse(body, 7))
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.INVALID_REQUEST));
  }

  @Test
  void heads_and_parts_are_bounded() {
    var head = "--XyZ\r\nContent-Disposition: form-data; name=\"f\"; x=\"" + "x".repeat(10_000);
    assertThatThrownBy(() -> parse(head, 1_000)).hasMessageContaining("head is longer");
    var part =
        String.join("\r\n", "--XyZ", "Content-Disposition: form-data; name=\"f\"", "", "", "");
    assertThatThrownBy(() -> parse(part.repeat(65) + "--XyZ--", 1_000))
        .hasMessageContaining("more than 64 parts");
  }
}
