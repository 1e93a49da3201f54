package dev.tutti.gateway.admin;

import dev.tutti.chat.Json;
import dev.tutti.http.Door;
import dev.tutti.http.Page;
import dev.tutti.http.Visit;
import dev.tutti.security.Audit;
import dev.tutti.security.AuditEntry;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /admin/audit}: who changed what, the newest first. */
public record AuditDoor(Audit audit) implements Door {

  @Override
  public void answer(Visit visit) {
    var page = Page.of(visit);
    visit.when(
        audit.newest(page.before(), page.limit()),
        entries -> {
          var answer = Json.object();
          var data = answer.putArray("data");
          entries.forEach(entry -> data.add(json(entry)));
          visit.json(answer);
        });
  }

  private static ObjectNode json(AuditEntry entry) {
    var deed = entry.deed();
    return Json.object()
        .put("id", entry.id())
        .put("at", deed.at().toString())
        .put("who", deed.who())
        .put("action", deed.action())
        .put("target", deed.target())
        .put("before", entry.before().orElse(null))
        .put("after", entry.after().orElse(null));
  }
}
