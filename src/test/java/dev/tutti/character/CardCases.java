package dev.tutti.character;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tutti.chat.Json;
import dev.tutti.text.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import tools.jackson.databind.JsonNode;

/** Cards of a folder, each with what is true of it, held against a running server. */
final class CardCases implements AutoCloseable {
  private static final long MOST_MILLIS = 2_000;

  private final HttpClient http = HttpClient.newHttpClient();
  private final String url;
  private final List<String> wrong = new ArrayList<>();

  CardCases(String url) {
    this.url = url;
  }

  /** What is wrong of one card; nothing where all is right. */
  List<String> check(Path folder) throws IOException, InterruptedException {
    wrong.clear();
    var truth = Json.tree(Files.readString(folder.resolve("truth.json")));
    var file = Files.readAllBytes(folder.resolve(truth.path("file").asString()));
    long began = System.nanoTime();
    var answer = post(file);
    long took = (System.nanoTime() - began) / 1_000_000;
    require(took < MOST_MILLIS, "took " + took + " ms");
    var expect = truth.path("expect").asString();
    boolean imported = answer.statusCode() == 200;
    require(imported || answer.statusCode() == 400, "status " + answer.statusCode());
    require(!expect.equals("import") || imported, "refused: " + text(answer));
    require(!expect.equals("refuse") || !imported, "imported");
    var json = Json.tree(answer.body());
    if (imported) {
      imported(truth, json);
    } else {
      refused(truth, json);
    }
    return List.copyOf(wrong);
  }

  private void require(boolean right, String otherwise) {
    if (!right) {
      wrong.add(otherwise);
    }
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), ISO_8859_1);
  }

  private HttpResponse<byte[]> post(byte[] file) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(url + "/v1/characters/import"))
            .header("content-type", "application/octet-stream")
            .POST(BodyPublishers.ofByteArray(file));
    return http.send(request.build(), BodyHandlers.ofByteArray());
  }

  private byte[] export(String id, String format) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(url + "/v1/characters/" + id + "/export" + format));
    var answer = http.send(request.build(), BodyHandlers.ofByteArray());
    require(answer.statusCode() == 200, "export%s: %s".formatted(format, text(answer)));
    return answer.body();
  }

  private void refused(JsonNode truth, JsonNode json) {
    var reasons =
        Stream.concat(Stream.of(truth.path("refusal")), truth.path("refusal_accept").valueStream())
            .map(JsonNode::asString)
            .toList();
    var reason = json.path("error").path("reason").asString("");
    require(
        reasons.contains(reason) || reasons.contains("invalid_card"),
        "reason %s, not %s".formatted(reason, reasons));
  }

  private void imported(JsonNode truth, JsonNode json) throws IOException, InterruptedException {
    var version = truth.path("version").asString("");
    var found = json.path("version").asString();
    require(
        !version.matches("[123](\\.\\d)?") || found.equals("v" + version.charAt(0)),
        "version %s, not %s".formatted(found, version));
    require(
        json.path("kind").asString().equals(truth.path("kind").asString("card")),
        "kind " + json.path("kind"));
    view(truth.path("normalized"), truth.path("normalized_accept"), json.path("normalized"));
    entries(truth.path("lorebook"), json.path("normalized").path("lorebook"));
    for (var warning : truth.path("warnings")) {
      require(
          json.path("warnings").valueStream().anyMatch(each -> each.path("code").equals(warning)),
          "no warning " + warning);
    }
    exports(truth, json.path("character").path("id").asString());
  }

  private void view(JsonNode wanted, JsonNode accepted, JsonNode view) {
    for (var member : wanted.properties()) {
      var name = member.getKey();
      var found = view.path(name);
      if (name.equals("lorebook")) {
        entries(member.getValue(), found);
      } else if (accepted.has(name)) {
        require(accepted.path(name).valueStream().anyMatch(found::equals), name + ": " + found);
      } else {
        require(found.equals(member.getValue()), "%s: %s".formatted(name, found));
      }
    }
  }

  private void entries(JsonNode wanted, JsonNode found) {
    require(!wanted.isArray() || wanted.size() == found.size(), "entries: " + found);
    for (int i = 0; i < wanted.size(); i++) {
      for (var member : wanted.path(i).properties()) {
        var there = found.path(i).path(member.getKey());
        require(there.equals(member.getValue()), "entry %d %s: %s".formatted(i, member, there));
      }
    }
  }

  private void exports(JsonNode truth, String id) throws IOException, InterruptedException {
    survives(truth, Json.tree(export(id, "")));
    if (truth.path("kind").asString("card").equals("card")) {
      v2(truth.path("export_v2"), id);
      png(truth, id);
      charx(truth, id);
    }
  }

  private void survives(JsonNode truth, JsonNode document) {
    for (var each : truth.path("must_survive")) {
      var pointer = each.path("pointer").asString();
      var there = document.at(pointer);
      var found = there.isMissingNode() ? document.at("/data" + pointer) : there;
      require(isSame(found, each.path("value")), "lost %s: %s".formatted(pointer, found));
    }
  }

  private static boolean isSame(JsonNode found, JsonNode wanted) {
    return (found.isNumber() && wanted.isNumber())
        ? found.decimalValue().compareTo(wanted.decimalValue()) == 0
        : found.equals(wanted);
  }

  private void v2(JsonNode wanted, String id) throws IOException, InterruptedException {
    var document = Json.tree(export(id, "?format=v2"));
    require(
        document.path("spec").asString().equals("chara_card_v2"), "v2: " + document.path("spec"));
    for (var pointer : wanted.path("absent")) {
      require(document.at(pointer.asString()).isMissingNode(), "v2 has " + pointer);
    }
    var entries = document.path("data").path("character_book").path("entries");
    for (int i = 0; i < wanted.path("entries_content").size(); i++) {
      require(
          entries.path(i).path("content").equals(wanted.path("entries_content").path(i)),
          "v2 entry " + entries.path(i).path("content"));
    }
  }

  private void png(JsonNode truth, String id) throws IOException, InterruptedException {
    var bytes = ByteBuffer.wrap(export(id, "?format=png")).position(8);
    var kept = new ArrayList<String>();
    var cards = new TreeMap<String, JsonNode>();
    while (bytes.remaining() >= 12) {
      var data = new byte[bytes.getInt()];
      var type = new byte[4];
      bytes.get(type).get(data).getInt();
      var name = new String(type, ISO_8859_1);
      var text = new String(data, ISO_8859_1);
      if (name.equals("tEXt") && (text.startsWith("chara\0") || text.startsWith("ccv3\0"))) {
        int end = text.indexOf('\0');
        cards.put(
            text.substring(0, end), Json.tree(Base64.getDecoder().decode(text.substring(end + 1))));
      } else {
        kept.add(name + Sha256.hex(data));
      }
      if (name.equals("IEND")) {
        break;
      }
    }
    require(cards.keySet().equals(Set.of("chara", "ccv3")), "png has " + cards.keySet());
    var wanted =
        truth
            .path("must_keep_chunks")
            .valueStream()
            .map(each -> each.path("type").asString() + each.path("sha256").asString())
            .toList();
    require(wanted.isEmpty() || wanted.equals(kept), "png chunks " + kept);
    if (truth.path("version").asString("").matches("[123](\\.\\d)?")) {
      var name = truth.path("version").asString().startsWith("3") ? "ccv3" : "chara";
      survives(truth, cards.getOrDefault(name, Json.object()));
    }
  }

  private void charx(JsonNode truth, String id) throws IOException, InterruptedException {
    var files = files(export(id, "?format=charx"));
    require(files.containsKey("card.json"), "charx without card.json");
    var hashes =
        files.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, each -> Sha256.hex(each.getValue())));
    for (var each : truth.path("must_keep_files")) {
      require(
          each.path("sha256").asString().equals(hashes.get(each.path("name").asString())),
          "charx lost " + each.path("name"));
    }
    for (var each : truth.path("assets")) {
      require(hashes.containsValue(each.path("sha256").asString()), "charx lost asset " + each);
    }
    for (var each : truth.path("must_not_keep_files")) {
      require(!files.containsKey(each.asString()), "charx kept " + each);
    }
  }

  private static Map<String, byte[]> files(byte[] charx) throws IOException {
    var files = new TreeMap<String, byte[]>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(charx))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), zip.readAllBytes());
      }
    }
    return files;
  }

  @Override
  public void close() {
    http.close();
  }
}
