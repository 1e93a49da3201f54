package dev.tutti.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.CannedServer;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingTutti;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

class GroupCommandTest {
  @TempDir static Path folder;
  private static TestingTutti tutti;

  @BeforeAll
  static void start() {
    tutti = TestingTutti.start(folder, "providers: {sim: {preset: sim}}");
    try (var caller = new TestingAdmin(tutti.url(), "")) {
      for (var name : List.of("Nara", "李明")) {
        var card =
            "{\"spec\":\"chara_card_v2\",\"spec_version\":\"2.0\",\"data\":{\"name\":\"%s\",\"description\":\"x\",\"first_mes\":\"Hi, {{user}}.\"}}"
                .formatted(name);
        assertThat(caller.post("/v1/characters/import", card).status()).isEqualTo(200);
      }
    }
  }

  @AfterAll
  static void stop() {
    tutti.close();
  }

  private static TestingCli cli(String... args) {
    var all = Stream.concat(Arrays.stream(args), Stream.of("--url", tutti.url()));
    return TestingCli.run(all.toArray(String[]::new));
  }

  private static String run(String... args) {
    var cli = cli(args);
    assertThat(cli.code()).as(cli.err()).isZero();
    return cli.out();
  }

  @Test
  void a_group_is_made_talked_with_planned_shown_and_erased() {
    var id =
        run("group", "create", "crew", "Nara", "李明", "--policy", "list", "-m", "sim/instant")
            .strip();
    assertThat(id).startsWith("group_");
    assertThat(run("group", "list")).contains(id, "crew", "Nara, 李明");
    var said = run("group", "chat", "crew", "Hello", "all", "--color", "always");
    assertThat(said).contains("\u001b[1;36mNara\u001b[0m: ", "\u001b[1;33m李明\u001b[0m: ");
    assertThat(run("group", "chat", id, "李明?", "--color", "never")).startsWith("Nara: ");
    var json = Json.tree(run("group", "chat", id, "Hi", "--speaker", "李明", "--json"));
    assertThat(json.path("replies")).hasSize(1);
    assertThat(run("group", "show", "crew")).startsWith(id + ": crew, list").contains("李明: ");
    var reply = json.at("/replies/0/message_id").asString();
    assertThat(run("group", "choose", "crew", reply)).startsWith("李明: ");
    assertThat(run("group", "cancel", "crew")).contains("No turn was running");
    assertThat(run("group", "delete", "crew")).contains("is erased");
    assertThat(cli("group", "show", "crew").err()).contains("is not there");
  }

  @Test
  void a_group_may_begin_with_greetings() {
    run("group", "create", "met", "Nara", "李明", "--user", "Kim", "--greet");
    assertThat(run("group", "show", "met").lines().skip(1))
        .containsExactly("Nara: Hi, Kim.", "李明: Hi, Kim.");
  }

  @Test
  void what_was_said_last_is_shown_however_much_was_said_before() throws IOException {
    try (var server = CannedServer.start(asked -> Optional.of(longGroup(asked)))) {
      var shown = TestingCli.run("group", "show", "long", "--url", server.url());
      assertThat(shown.out().lines().skip(1)).containsExactly("Nara: first", "Nara: last");
    }
  }

  /** A group whose messages come on two pages. */
  private static String longGroup(String asked) {
    var message = "{\"id\":\"%1$s\",\"speaker\":\"n\",\"name\":\"Nara\",\"content\":\"%1$s\"}";
    return switch (asked) {
      case "/v1/groups?limit=100" -> "{\"data\":[{\"id\":\"g\",\"name\":\"long\"}]}";
      case "/v1/groups/g" -> "{\"id\":\"g\",\"name\":\"long\",\"policy\":\"list\"}";
      case "/v1/groups/g/messages?limit=1000" ->
          "{\"data\":[%s],\"has_more\":true}".formatted(message.formatted("first"));
      case "/v1/groups/g/messages?limit=1000&after=first" ->
          "{\"data\":[%s],\"has_more\":false}".formatted(message.formatted("last"));
      default -> throw new AssertionError(asked);
    };
  }

  @Test
  void a_plan_is_what_comes() {
    var id =
        run("group", "create", "two", "Nara", "李明", "--seed", "4711", "-m", "sim/instant").strip();
    for (int i = 0; i < 4; i++) {
      var planned = Json.tree(run("group", "plan", id, "Hm", "--json")).path("planned");
      var said = Json.tree(run("group", "chat", id, "Hm", "--json"));
      assertThat(said.path("planned")).isEqualTo(planned);
    }
    assertThat(run("group", "plan", id, "李明?")).startsWith("李明 ").contains("was addressed");
  }

  @ResourceLock("System.in")
  @Test
  void a_conversation_goes_on_line_by_line() {
    var id =
        run("group", "create", "talk", "Nara", "李明", "--policy", "round_robin", "-m", "sim/instant")
            .strip();
    var in = System.in;
    System.setIn(
        new ByteArrayInputStream("One\n\n/go\n/exit\nTwo\n".getBytes(StandardCharsets.UTF_8)));
    try {
      assertThat(run("group", "chat", id).lines().map(line -> line.substring(0, 2)))
          .containsExactly("Na", "李明");
    } finally {
      System.setIn(in);
    }
    var refused = cli("group", "chat", id, "Hi", "--color", "blue");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("expected: auto, always or never");
  }
}
