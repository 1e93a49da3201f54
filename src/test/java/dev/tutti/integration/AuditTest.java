package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.security.AllowedModels;
import dev.tutti.security.Grant;
import dev.tutti.security.Keys;
import dev.tutti.security.Role;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.testing.Patience;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingAdmin;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Whatever administrators change is written down: who, what, when. */
class AuditTest {
  @RegisterExtension static final Rig rig = Rig.of(Rig.PLAIN);

  private static String secret = "";

  @BeforeAll
  static void makeTheFirst() {
    try (var store = Store.attach(StoreSettings.in(rig.tutti().data()));
        var keys = Keys.open(store, Clock.systemUTC(), new SecureRandom())) {
      var grant = new Grant("ops", "me", Role.ADMIN, AllowedModels.ALL);
      secret = Store.await(keys.create(grant)).secret();
    }
    try (var nobody = new TestingAdmin(rig.tutti().url(), "")) {
      Patience.until(() -> nobody.get("/admin/audit").status() == 401, "the first key is known");
    }
  }

  @Test
  void every_change_is_a_row_with_who_did_it() {
    try (var admin = new TestingAdmin(rig.tutti().url(), secret)) {
      var key = admin.post("/admin/keys", "{\"name\":\"ci\"}").json();
      admin.delete("/admin/keys/" + key.path("id").asString());
      admin.delete("/admin/keys/" + key.path("id").asString());
      admin.put("/admin/models/one", "{\"deployments\":[{\"provider\":\"sim\",\"model\":\"a\"}]}");
      admin.put("/admin/models/one", "{\"deployments\":[{\"provider\":\"sim\",\"model\":\"b\"}]}");
      admin.put("/admin/models/one", "{\"deployments\":[{\"provider\":\"none\",\"model\":\"b\"}]}");
      admin.post("/admin/deployments/sim/a/drain", "");
      admin.post("/admin/deployments/sim/a/resume", "");
      admin.delete("/admin/models/one");
      var rows = since(admin, key.path("id").asString());
      assertThat(rows.stream().map(each -> each.path("action").asString()))
          .containsExactly(
              "model.remove",
              "deployment.resume",
              "deployment.drain",
              "model.set",
              "model.set",
              "key.revoke",
              "key.create");
      assertThat(rows.stream().map(each -> each.path("who").asString()))
          .allMatch(who -> who.matches("ops \\(key_\\w+\\)"));
      var first = admin.get("/admin/audit?after=2").json().path("data").get(0);
      assertThat(first.path("who").asString()).isEqualTo("command line");
      assertThat(rows.getFirst().path("target").asString()).isEqualTo("model one");
      assertChained(rows.get(4), rows.get(3), rows.get(0));
      var page = admin.get("/admin/audit?limit=3&after=" + rows.get(1).path("id")).json();
      assertThat(page.path("data").valueStream().toList()).isEqualTo(rows.subList(2, 5));
    }
  }

  /** The rows down to the one of a key that was made. */
  private static List<JsonNode> since(TestingAdmin admin, String key) {
    var rows = admin.get("/admin/audit").json().path("data").valueStream().toList();
    for (int i = 0; ; i++) {
      var row = rows.get(i);
      boolean made = row.path("action").asString().equals("key.create");
      if (made && row.path("target").asString().contains(key)) {
        return rows.subList(0, i + 1);
      }
    }
  }

  /** What one change leaves is what the next one finds. */
  private static void assertChained(JsonNode made, JsonNode changed, JsonNode removed) {
    assertThat(made.path("before").isNull()).isTrue();
    assertThat(made.path("after").asString()).hasSize(64);
    assertThat(changed.path("before")).isEqualTo(made.path("after"));
    assertThat(changed.path("after")).isNotEqualTo(made.path("after"));
    assertThat(removed.path("before")).isEqualTo(changed.path("after"));
    assertThat(removed.path("after").isNull()).isTrue();
  }

  @Test
  void watchers_look_and_administrators_change() {
    for (var role : List.of("auditor", "operator", "user")) {
      try (var someone = new TestingAdmin(rig.tutti().url(), key(role))) {
        int seen = role.equals("user") ? 403 : 200;
        for (var path :
            List.of("providers", "models", "deployments", "config", "config/history", "audit")) {
          assertThat(someone.get("/admin/" + path).status()).as(role + path).isEqualTo(seen);
        }
        assertThat(someone.put("/admin/models/x", "{}").status()).isEqualTo(403);
        assertThat(someone.delete("/admin/models/x").status()).isEqualTo(403);
        assertThat(someone.post("/admin/models/x/reset", "").status()).isEqualTo(403);
        assertThat(someone.post("/admin/deployments/sim/a/drain", "").status()).isEqualTo(403);
        assertThat(someone.post("/admin/config/rollback", "{\"to\":0}").status()).isEqualTo(403);
      }
    }
  }

  private static String key(String role) {
    try (var admin = new TestingAdmin(rig.tutti().url(), secret)) {
      return admin.post("/admin/keys", "{\"role\":\"" + role + "\"}").json().path("key").asString();
    }
  }
}
