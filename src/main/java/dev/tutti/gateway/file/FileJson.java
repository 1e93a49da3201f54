package dev.tutti.gateway.file;

import dev.tutti.chat.Json;
import dev.tutti.file.FilePage;
import dev.tutti.file.StoredFile;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/** JSON of files, as OpenAI has it. */
final class FileJson {
  private FileJson() {}

  static ObjectNode of(StoredFile file) {
    return Json.object()
        .put("id", file.id())
        .put("object", "file")
        .put("bytes", file.bytes())
        .put("created_at", file.created().getEpochSecond())
        .put("expires_at", file.expiry().map(Instant::getEpochSecond).orElse(null))
        .put("filename", file.name())
        .put("purpose", file.purpose().word())
        .put("status", "processed");
  }

  static ObjectNode of(FilePage page) {
    var json = Json.object().put("object", "list");
    var data = json.putArray("data");
    page.files().forEach(each -> data.add(of(each)));
    boolean none = page.files().isEmpty();
    return json.put("first_id", none ? null : page.files().getFirst().id())
        .put("last_id", none ? null : page.files().getLast().id())
        .put("has_more", page.more());
  }

  static ObjectNode deleted(String id) {
    return Json.object().put("id", id).put("object", "file").put("deleted", true);
  }
}
