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
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.character.card.PngImage.PngChunk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are read in spite of what is wrong with them, and files that are too much. */
class UnusualCardsTest {
  @Test
  void of_two_names_of_a_member_the_one_with_a_value_counts() {
    var both =
        "{\"char_name\": \"Nara\", \"char_persona\": \"flies\", \"char_greeting\": \"\", \"name\":"
            + " \"\", \"description\": \"\", \"first_mes\": \"Hi\"}";
    var view = view(bytes(both));
    assertThat(List.of(view.text("name"), view.text("description"), view.text("first_mes")))
        .containsExactly("Nara", "flies", "Hi");
  }

  @Test
  void a_chunk_that_is_no_card_gives_way_to_one_that_is() {
    var file = png(PngText.chunk("ccv3", bytes("{}")), PngText.chunk("chara", bytes(V2)));
    assertThat(view(file).text("name")).isEqualTo("Nara");
    assertThat(codes(view(file))).containsExactly("bad_chunk");
  }

  @Test
  void a_document_of_millions_of_values_is_refused() {
    var many =
        "{\"name\": \"a\", \"description\": \"\", \"x\": [" + "{},".repeat(5_000_000) + "{}]}";
    assertThat(refusal(bytes(many))).isEqualTo("too_large");
  }

  @Test
  void a_picture_of_too_many_chunks_or_of_many_small_bombs_is_refused() {
    var empty = new PngChunk[1 << 17];
    Arrays.fill(empty, PngChunk.of("tEXt", new byte[0]));
    assertThat(refusal(png(empty))).isEqualTo("too_many_entries");
    var bombs = new ArrayList<PngChunk>();
    for (int i = 0; i < 100; i++) {
      var bomb = new ByteArrayOutputStream();
      bomb.writeBytes(bytes("chara-ext-asset_%d\0\0".formatted(i)));
      bomb.writeBytes(deflated(new byte[1 << 20]));
      bombs.add(PngChunk.of("zTXt", bomb.toByteArray()));
    }
    assertThat(refusal(png(bombs.toArray(PngChunk[]::new)))).isEqualTo("too_large");
  }

  @Test
  void an_archive_of_a_million_entries_is_refused_before_its_directory_is_read()
      throws IOException {
    var good = zip(Map.of("card.json", bytes(V2)));
    int at = indexOf(good, new byte[] {'P', 'K', 1, 2});
    int end = indexOf(good, new byte[] {'P', 'K', 5, 6});
    var file = new ByteArrayOutputStream();
    file.write(good, 0, end);
    for (int i = 0; i < 500_000; i++) {
      file.write(good, at, end - at);
    }
    int size = (end - at) * 500_001;
    var rest = ByteBuffer.wrap(Arrays.copyOfRange(good, end, good.length));
    rest.order(ByteOrder.LITTLE_ENDIAN).putInt(12, size);
    file.writeBytes(rest.array());
    assertThat(refusal(file.toByteArray())).isEqualTo("too_many_entries");
  }

  @Test
  void an_entry_whose_name_is_too_long_is_left_out() throws IOException {
    var files = Map.of("card.json", bytes(V2), "a".repeat(60_000), new byte[1]);
    var card = CardReader.read(zip(files));
    assertThat(codes(CardView.of(card))).containsExactly("path_rejected");
    assertThat(Objects.requireNonNull(card.archive()).names()).isEmpty();
  }

  @Test
  void the_icon_of_an_archive_is_a_picture_without_its_own_card_or_a_grey_point()
      throws IOException {
    var icon = "assets/icon/images/a.png";
    var document = bytes(V3.replace("__asset:0", "embeded://" + icon));
    var carded = zip(Map.of("card.json", document, icon, png(PngText.chunk("chara", bytes("{}")))));
    var broken = zip(Map.of("card.json", document, icon, Arrays.copyOf(png(), 20)));
    for (var each : List.of(carded, broken)) {
      var again = CardReader.read(new CardExport(CardReader.read(each)).png());
      assertThat(codes(CardView.of(again))).isEmpty();
      assertThat(CardView.of(again).displayName()).isEqualTo("N");
    }
  }

  @Test
  void a_card_that_went_to_an_older_version_comes_back_without_the_note() {
    var newer = CardReader.read(bytes(V3));
    var older = CardReader.read(new CardExport(newer).v2());
    var back = CardReader.read(new CardExport(older).v3()).document().path("data");
    assertThat(back.path("creator_notes").asString()).isEmpty();
    assertThat(back.path("nickname").asString()).isEqualTo("N");
  }

  @Test
  void numbers_of_entries_are_such_that_any_reader_has_room_for_them() {
    var view =
        view(
            bytes(
                "{\"spec\": \"lorebook_v3\", \"data\": {\"entries\": [{\"keys\": \"a, b\","
                    + " \"insertion_order\": 1e99999, \"id\": 1e99999}, {\"insertion_order\":"
                    + " \"1.5\"}, {\"insertion_order\": \"1e999999999\"}]}}"));
    assertThat(view.entries().stream().map(each -> each.path("insertion_order").toString()))
        .containsExactly("0", "1.5", "0");
    assertThat(view.entries().getFirst().path("keys").toString()).isEqualTo("[\"a\",\"b\"]");
  }

  @Test
  void of_a_kept_archive_only_the_document_is_read() throws IOException {
    var large = zip(Map.of("card.json", bytes(V3), "assets/a", new byte[60 << 20]));
    var card = CardReader.readKept(large);
    assertThat(CardView.of(card).displayName()).isEqualTo("N");
    assertThat(card.archive()).isNull();
    assertThat(CardView.of(CardReader.readKept(bytes(V2))).displayName()).isEqualTo("Nara");
  }

  @Test
  void a_form_is_told_that_it_is_none() {
    assertThatThrownBy(() -> CardReader.read(bytes("--x\r\ncontent-disposition: form-data")))
        .hasMessageContaining("--data-binary");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kind\": \"memory\", \"entries\": [{\"keywords\": [\"k\"], \"entry\": \"c\", \"weight\":"
            + " 2}]}",
        "{\"lorebookVersion\": 5, \"entries\": [{\"keys\": [\"k\"], \"text\": \"c\"}]}",
        "{\"entries\": {\"0\": {\"key\": [\"k\"], \"content\": \"c\", \"order\": 3}}}"
      })
  void books_of_other_programs_are_read_by_their_own_names(String book) {
    var entry = view(bytes(book)).entries().getFirst();
    assertThat(entry.path("keys").toString()).isEqualTo("[\"k\"]");
    assertThat(entry.path("content").asString()).isEqualTo("c");
  }

  @Test
  void extensions_have_numbers_that_answers_have_room_for() {
    var view =
        view(
            bytes(
                "{\"name\": \"a\", \"description\": \"\", \"extensions\": {\"x\": [1e99999, 1.5,"
                    + " 7]}}"));
    assertThat(view.extensions().path("x").toString()).isEqualTo("[null,1.5,7]");
  }
}
