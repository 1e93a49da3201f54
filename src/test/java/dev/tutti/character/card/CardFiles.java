package dev.tutti.character.card;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.character.card.PngImage.PngChunk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files of cards, and what is read of them. */
final class CardFiles {
  static final String V2 =
      """
      {"spec": "chara_card_v2", "spec_version": "2.0", "data": {"name": "Nara", "description": "d",
       "extensions": {"mine": {}}, "x": [12345678901234567890, 1e-07, null, ""], "": 1}}\
      """;
  static final String V3 =
      """
      {"spec": "chara_card_v3", "spec_version": "3.0", "data": {"name": "Nara", "nickname": "N",
       "description": "d", "group_only_greetings": [], "assets": [{"type": "icon", "uri": "__asset:0", "name": "main", "ext": "png"}],
       "character_book": {"entries": [{"keys": ["sea"], "content": "@@depth 1\\nSalt.", "enabled": true, "insertion_order": 1}]}}}\
      """;

  private CardFiles() {}

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  static CardView view(byte[] file) {
    return CardView.of(CardReader.read(file));
  }

  static List<String> codes(CardView view) {
    return view.warnings().stream().map(CardWarning::code).toList();
  }

  static String refusal(byte[] file) {
    var word = new ArrayList<String>();
    assertThatThrownBy(() -> CardReader.read(file))
        .isInstanceOfSatisfying(CardRefusal.class, each -> word.add(each.reason().word()));
    return word.getFirst();
  }

  static byte[] png(PngChunk... chunks) {
    var all = new ArrayList<PngChunk>();
    all.add(PngChunk.of("IHDR", new byte[13]));
    all.addAll(List.of(chunks));
    all.add(PngChunk.of("tIME", new byte[7]));
    all.add(PngChunk.of("IEND", new byte[0]));
    return new PngImage(all, bytes("trailer")).write();
  }

  static byte[] zip(Map<String, byte[]> files) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      for (var each : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(each.getKey()));
        zip.write(each.getValue());
      }
    }
    return out.toByteArray();
  }

  static byte[] deflated(byte[] bytes) {
    var out = new byte[bytes.length + 100];
    try (var deflater = new Deflater()) {
      deflater.setInput(bytes);
      deflater.finish();
      return Arrays.copyOf(out, deflater.deflate(out));
    }
  }

  static int indexOf(byte[] all, byte[] some) {
    for (int at = 0; at + some.length <= all.length; at++) {
      if (Arrays.equals(all, at, at + some.length, some, 0, some.length)) {
        return at;
      }
    }
    throw new AssertionError("not there");
  }
}
