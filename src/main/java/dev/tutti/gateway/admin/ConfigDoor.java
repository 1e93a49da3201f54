package dev.tutti.gateway.admin;

import dev.tutti.change.ChangeJson;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.http.Page;
import dev.tutti.http.Visit;
import tools.jackson.databind.JsonNode;

/** {@code /admin/config}: what is in force and why, what was changed, and the way back. */
public final class ConfigDoor {
  private static final int LONGEST_BODY = 1 << 10;

  private final Reconfiguration office;

  public ConfigDoor(Reconfiguration office) {
    this.office = office;
  }

  /** {@code GET}. */
  public void show(Visit visit) {
    var now = office.inForce().get();
    var answer = Json.object();
    var values = answer.putArray("values");
    now.values()
        .forEach(
            each ->
                values
                    .addObject()
                    .put("path", each.path())
                    .put("value", each.value())
                    .put("origin", each.origin()));
    var changes = answer.putArray("changes");
    now.overlay().changes().values().forEach(each -> changes.add(ChangeJson.of(each)));
    var conflicts = answer.putArray("conflicts");
    now.conflicts().forEach(conflicts::add);
    var refused = answer.putArray("refused");
    now.refused().forEach(refused::add);
    Revisions.answer(visit, now.overlay().revision(), answer);
  }

  /** {@code GET /history}: the newest changes first. */
  public void history(Visit visit) {
    var page = Page.of(visit);
    var revision = office.changes().overlay().revision();
    visit.when(
        office.changes().history(page.before(), page.limit()),
        changes -> {
          var answer = Json.object();
          var data = answer.putArray("data");
          changes.forEach(each -> data.add(ChangeJson.of(each)));
          Revisions.answer(visit, revision, answer);
        });
  }

  /** {@code POST /rollback}. */
  public void rollback(Visit visit) {
    var author = Revisions.author(visit);
    visit
        .tree(LONGEST_BODY, Json::request)
        .onSuccess(
            body ->
                visit.attempt(
                    () ->
                        visit.when(
                            office.changes().rollback(revision(body), author),
                            changed ->
                                Revisions.answer(
                                    visit, changed.revision(), ChangeJson.of(changed)))))
        .onFailure(visit::fail);
  }

  private static long revision(JsonNode asked) {
    var to = asked.path("to");
    if (!to.isIntegralNumber() || !to.canConvertToLong() || asked.size() != 1) {
      throw Fault.invalid("to", "%s (expected: {\"to\": REVISION})".formatted(asked));
    }
    return to.asLong();
  }
}
