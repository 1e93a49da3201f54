package dev.tutti.character.card;

import dev.tutti.character.card.PngImage.PngChunk;
import dev.tutti.character.lorebook.Decorators;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writing of cards: the document as it came, or as another version has it. */
public final class CardExport {
  private static final Set<String> ONLY_V3 =
      Set.of(
          "nickname",
          "assets",
          "group_only_greetings",
          "creator_notes_multilingual",
          "source",
          "creation_date",
          "modification_date");
  private static final String CARD = "card.json";

  /** Extension of a V2 card with what only V3 has. */
  private static final String ONLY_IN_V3 = "tutti/v3";

  private static final String NOTICE =
      "\n\nThis card was made for Character Card V3; what V2 does not have is under extensions.";

  private final Card card;

  /** Exports of one card. */
  public CardExport(Card card) {
    this.card = card;
  }

  /** The document in the version and the shape in which it came. */
  public byte[] document() {
    return CardJson.write(card.document());
  }

  /** The document as V2. What only V3 has is under {@code extensions}, and a note says so. */
  public byte[] v2() {
    return CardJson.write(asV2());
  }

  /** The document as V3. */
  public byte[] v3() {
    return CardJson.write(asV3());
  }

  private ObjectNode data() {
    var data = CardData.of(card.document(), card.version());
    if (card.version().isLorebook()) {
      data.put("name", "").set("character_book", CardData.book(card.document(), card.version()));
    }
    return data;
  }

  private ObjectNode frame(String spec, String version, ObjectNode data) {
    boolean framed = card.version() == CardVersion.V2 || card.version() == CardVersion.V3;
    var document =
        framed ? card.document().deepCopy().asObject() : JsonNodeFactory.instance.objectNode();
    document.put("spec", spec).put("spec_version", version);
    if (version.equals("2.0") && CardVersion.number(card.document()) == 2) {
      document.set("spec_version", card.document().path("spec_version")); // some write a number
    }
    document.set("data", data);
    return document;
  }

  private JsonNode asV2() {
    if (card.version() == CardVersion.V2) {
      return card.document();
    }
    var data = data();
    var lost = JsonNodeFactory.instance.objectNode();
    for (var name : ONLY_V3) {
      var value = data.remove(name);
      if (value != null) {
        lost.set(name, value);
      }
    }
    if (!lost.isEmpty()) {
      extensions(data).set(ONLY_IN_V3, lost);
      data.put("creator_notes", data.path("creator_notes").asString("") + NOTICE);
    }
    fill(data, "2.0");
    withoutDecorators(data);
    return frame("chara_card_v2", "2.0", data);
  }

  private static ObjectNode extensions(ObjectNode data) {
    return data.path("extensions") instanceof ObjectNode there
        ? there
        : data.putObject("extensions");
  }

  /** Members that the format wants, where a document does not have them. */
  private static void fill(ObjectNode data, String version) {
    for (var name :
        List.of(
            "name",
            "description",
            "personality",
            "scenario",
            "first_mes",
            "mes_example",
            "creator_notes",
            "system_prompt",
            "post_history_instructions",
            "creator",
            "character_version")) {
      if (!data.has(name)) {
        data.put(name, "");
      }
    }
    for (var name :
        version.equals("3.0")
            ? List.of("alternate_greetings", "tags", "group_only_greetings")
            : List.of("alternate_greetings", "tags")) {
      if (!data.has(name)) {
        data.putArray(name);
      }
    }
    extensions(data);
    if (data.path("character_book") instanceof ObjectNode book) {
      fillBook(book, version);
    }
  }

  private static void fillBook(ObjectNode book, String version) {
    extensions(book);
    for (var each : book.path("entries")) {
      if (each instanceof ObjectNode entry) {
        extensions(entry);
        if (version.equals("3.0") && !entry.has("use_regex")) {
          entry.put("use_regex", false);
        }
      }
    }
  }

  private static void withoutDecorators(ObjectNode data) {
    for (var each : data.path("character_book").path("entries")) {
      if (each instanceof ObjectNode entry && entry.path("content").isString()) {
        entry.put("content", Decorators.of(entry.path("content").asString()).content());
      }
    }
  }

  private JsonNode asV3() {
    if (card.version() == CardVersion.V3) {
      return card.document();
    }
    var data = data();
    if (data.path("extensions").path(ONLY_IN_V3) instanceof ObjectNode kept) {
      kept.properties().forEach(each -> data.set(each.getKey(), each.getValue()));
      extensions(data).remove(ONLY_IN_V3);
      var notes = data.path("creator_notes").asString("");
      if (notes.endsWith(NOTICE)) {
        data.put("creator_notes", notes.substring(0, notes.length() - NOTICE.length()));
      }
    }
    fill(data, "3.0");
    return frame("chara_card_v3", "3.0", data);
  }

  /** A picture with the card in it, for readers of V2 and of V3. */
  public byte[] png() {
    var image = card.image() == null ? picture() : card.image();
    boolean newer = card.version() == CardVersion.V3;
    var older = newer ? asV2() : original(CardVersion.V1);
    var chunks = new ArrayList<>(image.chunks());
    int end = chunks.size() - 1;
    chunks.add(end, PngText.chunk(PngText.CHARA, CardJson.write(older)));
    chunks.add(end + 1, PngText.chunk(PngText.CCV3, CardJson.write(asV3())));
    return new PngImage(List.copyOf(chunks), image.rest()).write();
  }

  /** The document for older readers: as it came where these can read it. */
  private JsonNode original(CardVersion oldest) {
    return card.version() == oldest || card.version() == CardVersion.V2 ? card.document() : asV2();
  }

  /** The picture of an archive's icon, or a grey point. */
  private PngImage picture() {
    var archive = card.archive();
    if (archive != null) {
      for (var each : card.document().path("data").path("assets")) {
        var name = archive.asset(each.path("uri").asString(""));
        if (name.isPresent() && each.path("type").asString("").equals("icon")) {
          var bytes = archive.bytes(name.get());
          var icon = PngImage.is(bytes) ? icon(bytes) : Optional.<PngImage>empty();
          if (icon.isPresent()) {
            return icon.get();
          }
        }
      }
    }
    return grey();
  }

  /** A picture without a card in it; nothing where it is broken. */
  private static Optional<PngImage> icon(byte[] file) {
    try {
      var image = PngImage.read(file);
      var chunks = image.chunks().stream().filter(each -> PngText.of(each).isEmpty()).toList();
      return Optional.of(new PngImage(chunks, image.rest()));
    } catch (CardRefusal _) {
      return Optional.empty();
    }
  }

  private static PngImage grey() {
    var head = ByteBuffer.allocate(13).putInt(1).putInt(1).put((byte) 8).array(); // grey, 8 bits
    var piece = new byte[64];
    try (var deflater = new Deflater()) {
      deflater.setInput(new byte[] {0, (byte) 0x80});
      deflater.finish();
      int length = deflater.deflate(piece);
      return new PngImage(
          List.of(
              PngChunk.of("IHDR", head),
              PngChunk.of("IDAT", Arrays.copyOf(piece, length)),
              PngChunk.of("IEND", new byte[0])),
          new byte[0]);
    }
  }

  /** An archive with the card and all of its files. */
  public byte[] charx() {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      var files = new TreeMap<String, byte[]>();
      var document = asV3().deepCopy().asObject();
      assets(document, files);
      put(zip, CARD, CardJson.write(document));
      for (var each : files.entrySet()) {
        put(zip, each.getKey(), each.getValue());
      }
      var archive = card.archive();
      if (archive != null) {
        put(zip, archive);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes);
    zip.closeEntry();
  }

  private static void put(ZipOutputStream zip, CharxArchive archive) throws IOException {
    for (var name : archive.names()) {
      zip.putNextEntry(new ZipEntry(name));
      archive.copy(name, zip);
      zip.closeEntry();
    }
  }

  /** Assets of a picture become files, and their addresses those of the files. */
  private void assets(ObjectNode document, Map<String, byte[]> files) {
    if (document.path("data").path("assets") instanceof ArrayNode assets) {
      for (var each : assets) {
        var uri = each.path("uri").asString("");
        var number = uri.startsWith("__asset:") ? uri.substring("__asset:".length()) : "";
        var bytes = card.assets().get(number);
        if (bytes != null && each instanceof ObjectNode asset) {
          var name = file(asset, number);
          files.put(name, bytes);
          asset.put("uri", "embeded://" + name);
        }
      }
    }
    var named = Set.copyOf(files.values());
    card.assets()
        .forEach(
            (number, bytes) -> {
              if (!named.contains(bytes)) {
                files.put("assets/other/other/%s.bin".formatted(plain(number)), bytes);
              }
            });
  }

  private static String file(ObjectNode asset, String number) {
    return "assets/%s/images/%s_%s.%s"
        .formatted(
            plain(asset.path("type").asString("other")),
            plain(asset.path("name").asString("asset")),
            plain(number),
            plain(asset.path("ext").asString("bin")));
  }

  private static String plain(String text) {
    var plain = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "_");
    return plain.isEmpty() ? "_" : plain.substring(0, Math.min(plain.length(), 40));
  }
}
