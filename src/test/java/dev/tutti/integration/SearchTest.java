package dev.tutti.integration;

import static dev.tutti.testing.Chat.question;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.security.AllowedModels;
import dev.tutti.security.Grant;
import dev.tutti.security.Keys;
import dev.tutti.security.Role;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Patience;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingAdmin;
import java.io.IOException;
import java.net.URLEncoder;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** One box over calls, sessions, tasks, keys, skills and models, for every role. */
class SearchTest {
  @RegisterExtension
  static final Rig rig =
      Rig.of(
          Rig.PLAIN
              + """
              models:
                fast: {deployments: [{provider: up, model: small}]}
                fastest: {deployments: [{provider: up, model: tiny}]}
              """);

  private static final Map<Role, String> keys = new EnumMap<>(Role.class);
  private static final Map<Role, TestingAdmin> people = new EnumMap<>(Role.class);
  private static String call = "";

  @BeforeAll
  static void begin() throws Exception {
    try (var store = Store.attach(StoreSettings.in(rig.tutti().data()));
        var all = Keys.open(store, Clock.systemUTC(), new SecureRandom())) {
      for (var role : Role.values()) {
        var name = "key of the " + role.word();
        var grant = new Grant(name, role.word(), role, AllowedModels.ALL);
        var secret = Store.await(all.create(grant)).secret();
        keys.put(role, secret);
        people.put(role, new TestingAdmin(rig.tutti().url(), secret));
      }
    }
    try (var nobody = new TestingAdmin(rig.tutti().url(), "")) {
      Patience.until(() -> nobody.get("/admin/keys").status() == 401, "the first key is known");
    }
    for (var role : Role.values()) {
      Patience.until(() -> as(role).get("/admin/calls").status() != 401, "the key is known");
    }
    rig.upstream().playAlways(Chat.answers("Hi"));
    call = called("Zoë|\"x\" *");
    for (var role : List.of(Role.OPERATOR, Role.USER)) {
      as(role).post("/v1/sessions", "{\"title\":\"Trip of the %s\"}".formatted(role.word()));
    }
    var task =
        "{\"kind\":\"chat\",\"input\":{\"model\":\"fast\",\"messages\":"
            + "[{\"role\":\"user\",\"content\":\"Hi\"}]}}";
    assertThat(as(Role.OPERATOR).post("/v1/tasks", task).status()).isEqualTo(202);
  }

  /** A call of a user with a key of that role, once it is recorded. */
  private static String called(String user) throws IOException {
    var header = "x-tutti-user: UTF-8''" + URLEncoder.encode(user, UTF_8).replace("+", "%20");
    try (var client = rig.ask(question("fast"), header, "x-api-key: " + key(Role.USER))) {
      var id = client.answer().header("x-tutti-request-id");
      Patience.until(
          () -> as(Role.ADMIN).get("/admin/calls/" + id).status() == 200, "the call is recorded");
      return id;
    }
  }

  @AfterAll
  static void end() {
    people.values().forEach(TestingAdmin::close);
  }

  private static TestingAdmin as(Role role) {
    return Objects.requireNonNull(people.get(role));
  }

  private static String key(Role role) {
    return Objects.requireNonNull(keys.get(role));
  }

  private static JsonNode found(Role role, String text, String more) {
    var answer = as(role).get("/admin/search?q=" + URLEncoder.encode(text, UTF_8) + more);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private static List<String> told(JsonNode answer, String member) {
    return answer.path("data").valueStream().map(each -> each.path(member).asString()).toList();
  }

  private static List<String> words(JsonNode list) {
    return list.valueStream().map(JsonNode::asString).toList();
  }

  @Test
  void a_call_is_found_by_its_id_and_by_the_beginning_of_it() {
    var whole = found(Role.AUDITOR, call, "");
    assertThat(told(whole, "id")).containsExactly(call);
    assertThat(told(whole, "match")).containsExactly("id");
    assertThat(told(whole, "name")).containsExactly("fast");
    var start = found(Role.AUDITOR, call.substring(0, call.length() - 2), "&kinds=call");
    assertThat(told(start, "id")).containsExactly(call);
    assertThat(told(start, "match")).containsExactly("prefix");
  }

  @Test
  void signs_of_filters_and_patterns_stand_for_themselves() {
    assertThat(told(found(Role.AUDITOR, "ë|\"X\" *", "&kinds=call"), "id")).containsExactly(call);
    for (var text : List.of("*", "%", "_", "none", "-call=x", "\\", "a\"b")) {
      var hits = told(found(Role.AUDITOR, text, "&kinds=call"), "id");
      assertThat(hits).as(text).isEqualTo(text.equals("*") ? List.of(call) : List.of());
    }
  }

  @Test
  void each_role_finds_what_it_may_read_elsewhere_and_nothing_else() {
    var admin = found(Role.ADMIN, "key of the", "");
    assertThat(told(admin, "kind")).containsOnly("key").hasSize(Role.values().length);
    assertThat(admin.toString()).doesNotContain(key(Role.USER));
    assertThat(words(admin.path("searched")))
        .containsExactly("call", "session", "task", "key", "skill", "model");
    var operator = found(Role.OPERATOR, "key of the", "");
    assertThat(operator.path("data")).isEmpty();
    assertThat(words(operator.path("searched")))
        .containsExactly("call", "session", "task", "skill", "model");
    assertThat(words(found(Role.AUDITOR, "key of the", "&kinds=key,session").path("searched")))
        .isEmpty();
    assertThat(as(Role.USER).get("/admin/search?q=a").status()).isEqualTo(403);
  }

  @Test
  void sessions_and_tasks_are_those_of_the_readers_owner() {
    assertThat(told(found(Role.OPERATOR, "trip of", ""), "name"))
        .containsExactly("Trip of the operator");
    assertThat(found(Role.AUDITOR, "trip of", "").path("data")).isEmpty();
    var tasks = found(Role.OPERATOR, "fast", "&kinds=task");
    assertThat(told(tasks, "name")).containsExactly("chat fast");
    assertThat(found(Role.ADMIN, "fast", "&kinds=task").path("data")).isEmpty();
    var id = tasks.path("data").get(0).path("id").asString();
    assertThat(told(found(Role.OPERATOR, id, "&kinds=task"), "match")).containsExactly("id");
  }

  @Test
  void the_best_matches_are_first_and_what_is_left_off_is_told() {
    var models = found(Role.OPERATOR, "FAST", "&kinds=model");
    assertThat(told(models, "id")).startsWith("fast", "fastest");
    assertThat(told(models, "match")).startsWith("id", "prefix");
    var one = found(Role.OPERATOR, "fast", "&kinds=model&limit=1");
    assertThat(told(one, "id")).containsExactly("fast");
    assertThat(words(one.path("more"))).containsExactly("model");
    assertThat(models.path("more")).isEmpty();
  }

  @Test
  void what_nobody_can_look_for_is_refused() {
    for (var query : List.of("", "%20", "%00", "x".repeat(201), "a&limit=21", "a&limit=0")) {
      assertThat(as(Role.ADMIN).get("/admin/search?q=" + query).status()).as(query).isEqualTo(400);
    }
    assertThat(as(Role.ADMIN).get("/admin/search?q=a&kinds=moon").message())
        .contains("moon (expected: some of call, session, task, key, skill, model)");
  }
}
