package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.KnownFault;
import dev.tutti.testing.Patience;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is kept of conversations takes memory again when it is read, all items together. */
@KnownFault("SECURITY-F2")
class KeptTreesTest {
  /** An item of 36 KB whose tree takes more than 2 MB; one alone has room. */
  private static final String ITEM =
      "{\"type\":\"new\",\"a\":[" + "{},".repeat(12_000) + "{}],\"id\":\"item_%d\"}";

  private static final int ITEMS = 6;

  @RegisterExtension
  static final Rig rig =
      Rig.of(
          """
          server: {body_memory: 8MiB}
          providers: {up: {base_url: "{upstream}"}}
          """);

  @Test
  void a_page_of_items_is_read_within_the_memory() throws Exception {
    var id = conversation();
    assertRefused(client -> client.get("/v1/conversations/" + id + "/items"));
    try (var client = rig.tutti().client()) {
      assertThat(client.get("/v1/conversations/" + id + "/items?limit=1").answer().status())
          .isEqualTo(200);
      assertThat(client.get("/v1/conversations/" + id + "/items/item_1").answer().status())
          .isEqualTo(200);
    }
    assertNothingHeld();
  }

  @Test
  void a_conversation_that_goes_on_is_read_within_the_memory() throws Exception {
    var id = conversation();
    assertRefused(
        client ->
            client.post(
                "/v1/responses",
                "{\"model\":\"up/m\",\"input\":\"x\",\"conversation\":\"" + id + "\"}"));
    assertThat(rig.upstream().waiting()).isZero();
  }

  @Test
  void items_that_are_referred_to_are_read_within_the_memory() throws Exception {
    var _ = conversation();
    var references = new ArrayList<String>();
    for (int i = 0; i < ITEMS; i++) {
      references.add("{\"type\":\"item_reference\",\"id\":\"item_%d\"}".formatted(i));
    }
    assertRefused(
        client ->
            client.post("/v1/responses", "{\"model\":\"up/m\",\"input\":" + references + "}"));
    assertThat(rig.upstream().waiting()).isZero();
  }

  /** A conversation with items of which each came alone. */
  private static String conversation() throws IOException {
    try (var client = rig.tutti().client()) {
      var begun = client.post("/v1/conversations", "{}").answer();
      var id = Json.tree(begun.body()).path("id").asString();
      for (int i = 0; i < ITEMS; i++) {
        var body = "{\"items\":" + List.of(ITEM.formatted(i)) + "}";
        var added = client.post("/v1/conversations/" + id + "/items", body, Chat.JSON).answer();
        assertThat(added.status()).as(added.body()).isEqualTo(200);
      }
      return id;
    }
  }

  /** Asks for something. */
  @FunctionalInterface
  private interface Question {
    TestingClient by(TestingClient client) throws IOException;
  }

  private static void assertRefused(Question question) throws IOException {
    assertNothingHeld(); // of what was kept before
    try (var client = rig.tutti().client()) {
      var heard = question.by(client).answer();
      assertThat(heard.status()).as(heard.body()).isEqualTo(413);
      assertThat(heard.body()).contains("larger heap");
    }
    assertNothingHeld();
  }

  private static void assertNothingHeld() {
    Patience.until(
        () -> rig.tutti().metric("tutti_bodies_held_bytes") == 0,
        "the memory of all bodies was given back");
  }
}
