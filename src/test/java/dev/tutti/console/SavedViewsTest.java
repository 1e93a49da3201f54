package dev.tutti.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.security.AllowedModels;
import dev.tutti.security.Grant;
import dev.tutti.security.Keys;
import dev.tutti.security.Role;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.testing.Patience;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingTutti;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Views of the console that owners save, and share. */
class SavedViewsTest {
  private static final String ALL = "/console/saved-views";

  @TempDir private static Path folder;
  private static TestingTutti tutti;
  private static TestingAdmin anna;
  private static TestingAdmin bert;
  private static TestingAdmin reader;

  @BeforeAll
  static void start() {
    tutti = TestingTutti.start(folder, "{}");
    anna = someone("anna", Role.OPERATOR);
    bert = someone("bert", Role.USER);
    reader = someone("carl", Role.AUDITOR);
    Patience.until(() -> tutti.get("/admin/keys").contains("authentication"), "a key is needed");
    Patience.until(() -> reader.get(ALL).status() == 200, "the last key is known");
  }

  private static TestingAdmin someone(String owner, Role role) {
    try (var store = Store.attach(StoreSettings.in(tutti.data()));
        var keys = Keys.open(store, Clock.systemUTC(), new SecureRandom())) {
      var grant = new Grant(owner, owner, role, AllowedModels.ALL);
      return new TestingAdmin(tutti.url(), Store.await(keys.create(grant)).secret());
    }
  }

  @AfterAll
  static void stop() {
    List.of(anna, bert, reader).forEach(TestingAdmin::close);
    tutti.close();
  }

  private static List<String> names(TestingAdmin who) {
    return who.get(ALL).json().path("data").valueStream().map(SavedViewsTest::name).toList();
  }

  private static String name(JsonNode view) {
    return view.path("name").asString();
  }

  @Test
  void a_view_is_of_who_saves_it_until_it_is_removed() {
    assertThat(anna.put(ALL + "/slow", "{\"path\":\"/calls?filter=total%3E3s\"}").status())
        .isEqualTo(200);
    assertThat(
            anna.put(ALL + "/slow", "{\"path\":\"/calls?filter=total%3E5s\"}").json().path("own"))
        .hasToString("true");
    assertThat(names(anna)).contains("slow");
    assertThat(names(bert)).doesNotContain("slow");
    assertThat(bert.delete(ALL + "/slow").status()).isEqualTo(404);
    assertThat(anna.delete(ALL + "/%20slow%20").status()).isEqualTo(200);
    assertThat(names(anna)).doesNotContain("slow");
  }

  @Test
  void operators_share_views_with_everybody_and_the_audit_knows() {
    var shared = "{\"path\":\"/calls\",\"shared\":true}";
    assertThat(bert.put(ALL + "/mine", shared).status()).isEqualTo(403);
    assertThat(reader.put(ALL + "/mine", shared).status()).isEqualTo(403);
    assertThat(anna.put(ALL + "/全部%20调用", shared).status()).isEqualTo(200);
    assertThat(names(bert)).contains("全部 调用");
    assertThat(names(reader)).contains("全部 调用");
    assertThat(reader.get("/admin/audit").text()).contains("console.view.share");
    assertThat(bert.delete(ALL + "/全部%20调用").status()).isEqualTo(404);
  }

  @Test
  void what_everybody_sees_no_more_is_audited_too() {
    var shared = "{\"path\":\"/costs\",\"shared\":true}";
    var own = "{\"path\":\"/costs\"}";
    for (var name : List.of("saved-again", "removed")) {
      assertThat(anna.put(ALL + '/' + name, shared).status()).isEqualTo(200);
    }
    assertThat(unshared()).isEmpty();
    assertThat(anna.put(ALL + "/saved-again", own).status()).isEqualTo(200);
    assertThat(anna.put(ALL + "/saved-again", own).status()).isEqualTo(200);
    assertThat(anna.delete(ALL + "/saved-again").status()).isEqualTo(200);
    assertThat(anna.delete(ALL + "/removed").status()).isEqualTo(200);
    assertThat(unshared()).containsExactly("view removed", "view saved-again");
  }

  private static List<String> unshared() {
    return reader
        .get("/admin/audit")
        .json()
        .path("data")
        .valueStream()
        .filter(each -> each.path("action").asString().equals("console.view.unshare"))
        .map(each -> each.path("target").asString())
        .toList();
  }

  @Test
  void another_key_of_the_owner_changes_nothing_that_everybody_sees() {
    var shared = "{\"path\":\"/models\",\"shared\":true}";
    assertThat(anna.put(ALL + "/models", shared).status()).isEqualTo(200);
    try (var user = someone("anna", Role.USER)) {
      Patience.until(() -> user.get(ALL).status() == 200, "the key is known");
      assertThat(user.put(ALL + "/models", "{\"path\":\"/\"}").status()).isEqualTo(403);
      assertThat(user.delete(ALL + "/models").status()).isEqualTo(403);
      assertThat(user.put(ALL + "/mine", "{\"path\":\"/\"}").status()).isEqualTo(200);
    }
    assertThat(names(bert)).contains("models");
  }

  @Test
  void an_owner_saves_no_more_than_two_hundred() {
    for (int i = 0; i < 200; i++) {
      assertThat(reader.put(ALL + "/v" + i, "{\"path\":\"/\"}").status()).isEqualTo(200);
    }
    assertThat(reader.put(ALL + "/one-more", "{\"path\":\"/\"}").status()).isEqualTo(422);
    assertThat(reader.put(ALL + "/v7", "{\"path\":\"/costs\"}").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"path\":7}",
        "{\"path\":\"calls\"}",
        "{\"path\":\"//evil.example\"}",
        "{\"path\":\"/\\\\evil.example\"}",
        "{\"path\":\"/a\\nb\"}",
        "{\"path\":\"/calls\",\"shared\":\"yes\"}",
        "[]"
      })
  void what_is_no_place_of_the_console_is_refused(String body) {
    assertThat(anna.put(ALL + "/wrong", body).status()).isEqualTo(400);
  }
}
