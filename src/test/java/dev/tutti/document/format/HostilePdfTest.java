package dev.tutti.document.format;

import static dev.tutti.document.format.HostileFiles.deflated;
import static dev.tutti.document.format.HostileFiles.lzw;
import static dev.tutti.document.format.HostileFiles.pdf;
import static dev.tutti.document.format.HostileFiles.printable;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tutti.document.block.ParsedDocument;
import dev.tutti.document.block.UnreadableDocument;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.Test;

/** Small PDFs that would be large in memory. */
class HostilePdfTest {
  private static final String OBJECTS = "/Type/ObjStm";
  private static final String SENTENCE = "Profit of the second quarter was 12.";
  private static final String FONT = "/Type/Font/Subtype/Type1/BaseFont/Helvetica";

  private static ParsedDocument read(byte[] bytes) {
    try (var reader = new DocumentReader(1, Duration.ofSeconds(60))) {
      return reader.read("a.pdf", bytes);
    }
  }

  private static void refused(String reason, byte[] bytes) {
    assertThatExceptionOfType(UnreadableDocument.class)
        .isThrownBy(() -> read(bytes))
        .matches(refusal -> refusal.reason().equals(reason), reason);
  }

  private static byte[] content(String sentence) {
    return "BT /F1 12 Tf 20 200 Td (%s) Tj ET".formatted(sentence).getBytes(ISO_8859_1);
  }

  /** The file with a font for its page. */
  private static byte[] withFont(byte[] file, String font) {
    var resources = "/Resources<</Font<</F1<<%s>>>>>>/Contents".formatted(font);
    return new String(file, ISO_8859_1).replace("/Contents", resources).getBytes(ISO_8859_1);
  }

  @Test
  void a_file_that_inflates_to_hundreds_of_megabytes_is_refused() throws IOException {
    refused("too_large", pdf("/FlateDecode", deflated(200)));
    refused("too_large", pdf("/FlateDecode", deflated(20)));
    refused("too_large", pdf("/FlateDecode" + OBJECTS, deflated(10)));
    refused("too_large", pdf("/LZWDecode", lzw(20)));
    refused("too_large", pdf("[/FlateDecode /LZWDecode]", deflated(lzw(20))));
    refused("too_large", pdf("/FlateDecode/Length1 9", deflated(20)));
  }

  @Test
  void packed_bytes_in_printable_characters_are_measured() throws IOException {
    var letters = printable(COSName.ASCII85_DECODE, deflated(20));
    refused("too_large", pdf("[/ASCII85Decode/FlateDecode]", letters));
    refused("too_large", pdf("[/A85/Fl]" + OBJECTS, letters));
    var digits = printable(COSName.ASCII_HEX_DECODE, letters);
    refused("too_large", pdf("[/AHx/A85/Fl]", digits));
  }

  @Test
  void it_does_not_matter_where_a_dictionary_names_its_filters() throws IOException {
    var packed = deflated(20);
    refused("too_large", pdf(" 9 0 R", packed, "9 0 obj [/FlateDecode] endobj"));
    var twice = deflated(lzw(20));
    refused("too_large", pdf(" 9 0 R", twice, "9 0 obj [/FlateDecode/LZWDecode] endobj"));
    refused("too_large", pdf("[/Fl % ]\n/LZW]", twice));
    refused("too_large", pdf("[/Fl/LZW]/Long(" + "x".repeat(5_000) + ")", twice));
    refused("too_large", pdf("/Fl#61teDecode", packed));
    var file = new String(pdf("/FlateDecode", packed), ISO_8859_1);
    refused("too_large", file.replace("\nstream\n", "\nstream   \r\n").getBytes(ISO_8859_1));
  }

  /** PDFBox passes over the first two bytes of what is deflated. */
  @Test
  void a_stream_without_its_header_is_measured() throws IOException {
    var headless = deflated(20);
    headless[0] = 0;
    headless[1] = 0;
    refused("too_large", pdf("/FlateDecode", headless));
  }

  @Test
  void the_page_that_is_refused_is_named() throws IOException {
    var file = pdf("/FlateDecode", deflated(20));
    assertThatExceptionOfType(UnreadableDocument.class)
        .isThrownBy(() -> read(file))
        .withMessageStartingWith("page 1: ");
  }

  @Test
  void contents_of_a_page_are_measured_together() throws IOException {
    var file = new String(pdf("/FlateDecode", deflated(9)), ISO_8859_1);
    refused("too_large", file.replace("4 0 R", "[4 0 R 4 0 R]").getBytes(ISO_8859_1));
  }

  @Test
  void a_picture_is_no_content() throws IOException {
    refused(
        "no_text", pdf("/CCITTFaxDecode/DecodeParms<</Columns 60000/Rows 60000>>", new byte[9]));
  }

  @Test
  void what_nobody_asks_for_may_be_of_any_size() throws IOException {
    var picture = "<</Subtype/Image/Filter/FlateDecode/Length %d>>".formatted(deflated(60).length);
    var object = "9 0 obj " + picture + "\nstream\n" + new String(deflated(60), ISO_8859_1);
    var file = pdf("/FlateDecode", deflated(content(SENTENCE)));
    var text = new String(withFont(file, FONT), ISO_8859_1);
    var end = object + "\nendstream\nendobj\ntrailer";
    assertThat(read(text.replace("trailer", end).getBytes(ISO_8859_1)).text()).contains(SENTENCE);
  }

  @Test
  void a_page_in_printable_characters_is_read() throws IOException {
    for (COSName filter : List.of(COSName.ASCII85_DECODE, COSName.ASCII_HEX_DECODE)) {
      var content = printable(filter, deflated(content(SENTENCE)));
      var file = pdf("[/%s/Fl]".formatted(filter.getName()), content);
      assertThat(read(withFont(file, FONT)).text()).contains(SENTENCE);
    }
  }

  @Test
  void a_map_of_two_billion_characters_is_done_without() throws IOException {
    var map = "1 beginbfrange <00000000> <7ffffff0> <0041> endbfrange";
    var object =
        "9 0 obj <</Length %d>>\nstream\n%s\nendstream\nendobj".formatted(map.length(), map);
    var file = pdf("/Fl", deflated(content(SENTENCE)), object);
    assertThat(read(withFont(file, FONT + "/ToUnicode 9 0 R")).text()).contains(SENTENCE);
  }

  @Test
  void hidden_passages_of_a_page_are_no_more_than_are_told() throws IOException {
    var hidden = "3 Tr (x) Tj 0 Tr (y) Tj ".repeat(5_000);
    var content = "BT /F1 12 Tf 20 200 Td (Seen words.) Tj " + hidden;
    var file = pdf("/Fl", deflated((content + "ET").getBytes(ISO_8859_1)));
    var document = read(withFont(file, FONT));
    assertThat(document.text()).contains("Seen words.");
    assertThat(document.hidden()).hasSize(1_000);
    assertThat(document.warnings()).contains("hidden_text: there is more of it");
  }

  @Test
  void an_encrypted_file_that_needs_no_password_is_measured_as_well() throws IOException {
    refused("too_large", encrypted(new byte[20 << 20], ""));
    refused("encrypted", encrypted(content(SENTENCE), "secret"));
  }

  private static byte[] encrypted(byte[] content, String password) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var document = new PDDocument()) {
      var page = new PDPage();
      document.addPage(page);
      page.setContents(
          new PDStream(document, new ByteArrayInputStream(content), COSName.FLATE_DECODE));
      document.protect(new StandardProtectionPolicy("owner", password, new AccessPermission()));
      document.save(out);
    }
    return out.toByteArray();
  }
}
