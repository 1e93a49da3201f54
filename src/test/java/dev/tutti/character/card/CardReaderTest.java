package dev.tutti.character.card;

import static dev.tutti.character.card.CardFiles.V2;
import static dev.tutti.character.card.CardFiles.V3;
import static dev.tutti.character.card.CardFiles.bytes;
import static dev.tutti.character.card.CardFiles.codes;
import static dev.tutti.character.card.CardFiles.deflated;
import static dev.tutti.character.card.CardFiles.indexOf;
import static dev.tutti.character.card.CardFiles.png;
import static dev.tutti.character.card.CardFiles.refusal;
import static dev.tutti.character.card.CardFiles.view;
import static dev.tutti.character.card.CardFiles.zip;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.character.card.PngImage.PngChunk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardReaderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"name": "Nara", "first_mes": "Hi"}                                  | v1 | Nara |
          {"char_name": "Nara", "char_greeting": "Hi"}                         | v1 | Nara |
          {"spec": "chara_card_v2", "name": "Nara", "tags": null}              | v2 | Nara | flat_v2
          {"spec": "chara_card_v2", "data": {"name": "Nara"}, "scenario": "s"} | v2 | Nara | keys_beside_data
          {"spec": "chara_card_v3", "spec_version": "3.1", "data": {"name": 7}} | v3 | 7 | newer_version
          {"spec": "chara_card_v2", "data": {"name": "a", "tags": "b"}}        | v2 | a | string_instead_of_list
          {"spec": "chara_card_v2", "data": {"name": "a", "scenario": ["b"]}}  | v2 | a | unexpected_type
          {"spec": "chara_card_v2", "data": {"name": "a", "creator": "\\ud83d"}} | v2 | a | lone_surrogate
          {"spec": "chara_card_v2", "data": {"name": "a", "character_book": {"entries": {"0": {"key": ["k"], "content": "c"}}}}} | v2 | a | lorebook_map
          {"spec": "lorebook_v3", "data": {"entries": []}}                     | v3 | ``   |
          {"entries": {"0": {"key": ["k"], "content": "c"}}}                   | v3 | ``   | lorebook_map
          """)
  void a_document_is_what_its_members_say(
      String document, String version, String name, String warning) {
    var card = CardReader.read(bytes(document));
    var view = CardView.of(card);
    assertThat(card.version().word()).isEqualTo(version);
    assertThat(view.text("name")).isEqualTo(name);
    assertThat(codes(view)).isEqualTo(warning == null ? List.of() : List.of(warning));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          not JSON                  | corrupt
          {"name": "Nara"           | corrupt
          {"a": 1}                  | no_card
          [1, 2]                    | no_card
          "text"                    | no_card
          {"name": 1e11111111111111111111} | corrupt
          """)
  void what_is_no_card_is_refused_with_a_reason(String document, String reason) {
    assertThat(refusal(bytes(document))).isEqualTo(reason);
  }

  @Test
  void depth_is_bounded() {
    assertThat(refusal(bytes("[".repeat(100_000)))).isEqualTo("too_deep");
  }

  @Test
  void the_document_goes_out_as_it_came() {
    for (var document : List.of(V2, V3)) {
      var card = CardReader.read(bytes(document));
      var again = CardReader.read(new CardExport(card).document());
      assertThat(again.document()).isEqualTo(card.document());
    }
    var text = new String(new CardExport(CardReader.read(bytes(V2))).document(), UTF_8);
    assertThat(text).contains("12345678901234567890").contains("\"\":1").contains("{\"mine\":{}}");
  }

  @Test
  void a_picture_keeps_its_chunks_and_gets_the_card_for_old_and_new_readers() {
    var file = png(PngChunk.of("tEXt", bytes("Comment\0hi")), PngText.chunk("Chara", bytes(V2)));
    var card = CardReader.read(file);
    var again = PngImage.read(new CardExport(card).png());
    assertThat(again.chunks().stream().map(PngChunk::type))
        .containsExactly("IHDR", "tEXt", "tIME", "tEXt", "tEXt", "IEND");
    assertThat(new String(again.rest(), UTF_8)).isEqualTo("trailer");
    assertThat(CardReader.read(again.write()).version()).isEqualTo(CardVersion.V3);
  }

  @Test
  void compressed_and_international_chunks_are_read() {
    var compressed = new ByteArrayOutputStream();
    compressed.writeBytes(bytes("chara\0\0"));
    compressed.writeBytes(deflated(bytes(V2)));
    assertThat(view(png(PngChunk.of("zTXt", compressed.toByteArray()))).text("name"))
        .isEqualTo("Nara");
    var international = new ByteArrayOutputStream();
    international.writeBytes(bytes("ccv3\0\0\0en\0\0"));
    international.writeBytes(bytes(V3));
    assertThat(view(png(PngChunk.of("iTXt", international.toByteArray()))).displayName())
        .isEqualTo("N");
  }

  @Test
  void an_archive_whose_directory_lies_is_refused_where_the_lie_ends() throws IOException {
    var files = new TreeMap<String, byte[]>();
    files.put("assets/a", new byte[1 << 20]);
    files.put("card.json", bytes(V2));
    var lying = zip(files);
    assertThat(CardReader.read(lying).version()).isEqualTo(CardVersion.V2);
    int directory = indexOf(lying, new byte[] {'P', 'K', 1, 2});
    for (int i = 0; i < 4; i++) {
      lying[directory + 24 + i] = (byte) (i == 0 ? 100 : 0); // the size that it tells
    }
    assertThat(refusal(lying)).isEqualTo("corrupt");
  }

  @Test
  void an_archive_that_is_compressed_otherwise_is_refused() throws IOException {
    var other = zip(Map.of("card.json", bytes(V2)));
    other[indexOf(other, new byte[] {'P', 'K', 1, 2}) + 10] = 93; // Zstandard
    assertThat(refusal(other)).isEqualTo("corrupt");
  }

  @Test
  void a_bomb_is_refused_before_it_is_inflated() {
    var bomb = new ByteArrayOutputStream();
    bomb.writeBytes(bytes("chara\0\0"));
    bomb.writeBytes(deflated(new byte[20 << 20]));
    assertThat(refusal(png(PngChunk.of("zTXt", bomb.toByteArray())))).isEqualTo("too_large");
  }

  @Test
  void newer_words_count_and_differences_and_wrong_checksums_are_told() {
    var other = V3.replace("\"description\": \"d\"", "\"description\": \"other\"");
    var file = png(PngText.chunk("chara", bytes(V2)), PngText.chunk("ccv3", bytes(other)));
    assertThat(view(file).text("description")).isEqualTo("other");
    assertThat(codes(view(file))).containsExactly("chunk_mismatch");
    assertThat(
            codes(view(png(PngText.chunk("chara", bytes(V2)), PngText.chunk("ccv3", bytes("x"))))))
        .containsExactly("bad_chunk");
    file[29] ^= 1;
    assertThat(codes(view(file))).contains("crc_wrong");
  }

  @Test
  void a_broken_picture_is_refused() {
    var file = png(PngText.chunk("chara", bytes(V2)));
    assertThat(refusal(Arrays.copyOf(file, 40))).isEqualTo("corrupt");
    file[8] = 0x7f;
    assertThat(refusal(file)).isEqualTo("corrupt");
    assertThat(refusal(png())).isEqualTo("no_card");
    assertThat(refusal(png(PngChunk.of("tEXt", "chara\0!!!".getBytes(ISO_8859_1)))))
        .isEqualTo("corrupt");
  }

  @Test
  void an_archive_keeps_its_safe_files_also_behind_a_picture() throws IOException {
    var files =
        new TreeMap<>(
            Map.of(
                "card.json", bytes(V3.replace("__asset:0", "embeded://assets/icon/images/a.png")),
                "assets/icon/images/a.png", png(),
                "../out.txt", bytes("no"),
                "x_meta/0.json", bytes("{}")));
    var zip = zip(files);
    var jpeg = new ByteArrayOutputStream();
    jpeg.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 1, 2, 3});
    jpeg.writeBytes(zip);
    for (var file : List.of(zip, jpeg.toByteArray())) {
      var card = CardReader.read(file);
      assertThat(codes(CardView.of(card))).containsExactly("path_rejected");
      var again = CardReader.read(new CardExport(card).charx());
      assertThat(Objects.requireNonNull(again.archive()).names())
          .containsExactlyInAnyOrder("assets/icon/images/a.png", "x_meta/0.json");
      assertThat(PngImage.read(new CardExport(card).png()).chunks()).hasSize(5);
    }
  }

  @Test
  void an_archive_without_a_card_or_with_too_many_files_is_refused() throws IOException {
    assertThat(refusal(zip(Map.of("sub/card.json", bytes(V3))))).isEqualTo("no_card");
    var many = new TreeMap<String, byte[]>();
    for (int i = 0; i < 600; i++) {
      many.put("f" + i, new byte[0]);
    }
    assertThat(refusal(zip(many))).isEqualTo("too_many_entries");
    assertThat(refusal(zip(Map.of("card.json", new byte[65 << 20])))).isEqualTo("too_large");
  }

  @Test
  void an_older_version_leaves_out_what_it_does_not_know_and_says_so() {
    var card = CardReader.read(bytes(V3));
    var older = CardReader.read(new CardExport(card).v2()).document().path("data");
    assertThat(older.has("nickname") || older.has("assets")).isFalse();
    assertThat(older.at("/extensions/tutti~1v3/nickname").asString()).isEqualTo("N");
    assertThat(older.at("/character_book/entries/0/content").asString()).isEqualTo("Salt.");
    assertThat(older.path("creator_notes").asString()).contains("V3");
  }
}
