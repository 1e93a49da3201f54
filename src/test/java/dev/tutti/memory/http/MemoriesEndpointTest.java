package dev.tutti.memory.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.feature.Feature;
import dev.tutti.http.Routes;
import dev.tutti.memory.api.MessageRows;
import dev.tutti.memory.fact.FactBounds;
import dev.tutti.memory.fact.Facts;
import dev.tutti.memory.recall.MessageRecall;
import dev.tutti.memory.recall.StoredMemories;
import dev.tutti.memory.vector.EmbeddingSettings;
import dev.tutti.memory.vector.VectorFusion;
import dev.tutti.security.Role;
import dev.tutti.store.Store;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingGateway;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code /v1/memories} over HTTP, by keys of two owners. */
class MemoriesEndpointTest {
  @TempDir Path folder;

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private TestingGateway gateway;
  private TestingAdmin mine;
  private TestingAdmin other;

  /** The endpoint alone. */
  private record Alone(StoredMemories memories, AtomicReference<Instant> now) implements Feature {
    @Override
    public void routes(Routes routes) {
      routes.add(new MemoriesEndpoint(memories, now::get).routes());
    }
  }

  @BeforeEach
  void start() {
    gateway = TestingGateway.start(folder, store -> List.of(new Alone(memories(store), now)));
    mine = gateway.with(Role.USER);
    other = gateway.with(Role.OPERATOR);
  }

  private StoredMemories memories(Store store) {
    var facts = new Facts(store, now::get, new SecureRandom(), () -> new FactBounds(1_000, 10_000));
    var recall = new MessageRecall(store, MessageRows.NONE, 1 << 20, () -> 0);
    var words = new VectorFusion(() -> EmbeddingSettings.OFF, (_, _, _, _) -> List.of(), () -> 0);
    return new StoredMemories(facts, recall, words, Thread::startVirtualThread);
  }

  @AfterEach
  void stop() {
    mine.close();
    other.close();
    gateway.close();
  }

  private String add(String body) {
    var answer = mine.post("/v1/memories", body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().path("id").asString();
  }

  private List<String> recalled(TestingAdmin who, String user, String query) {
    var answer =
        who.post(
            "/v1/memories/search", "{\"user\": \"%s\", \"query\": \"%s\"}".formatted(user, query));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer
        .json()
        .path("data")
        .valueStream()
        .map(each -> each.path("text").asString())
        .toList();
  }

  @Test
  void facts_are_kept_found_changed_and_erased() {
    var id = add("{\"user\": \"anna\", \"text\": \"对花生过敏\"}");
    assertThat(recalled(mine, "anna", "花生")).containsExactly("对花生过敏");
    var changed = mine.ask("PATCH", "/v1/memories/" + id, "{\"text\": \"对坚果过敏\"}");
    assertThat(changed.json().path("text").asString()).isEqualTo("对坚果过敏");
    assertThat(recalled(mine, "anna", "坚果")).containsExactly("对坚果过敏");
    assertThat(mine.delete("/v1/memories/" + id).status()).isEqualTo(204);
    assertThat(mine.get("/v1/memories/" + id).status()).isEqualTo(404);
    assertThat(mine.delete("/v1/memories/" + id).status()).isEqualTo(404);
  }

  @Test
  void another_owners_fact_is_not_there_whatever_the_body() {
    var id = add("{\"user\": \"anna\", \"text\": \"Likes tea\"}");
    assertThat(other.get("/v1/memories/" + id).status()).isEqualTo(404);
    assertThat(other.delete("/v1/memories/" + id).status()).isEqualTo(404);
    assertThat(other.ask("PATCH", "/v1/memories/" + id, "no json").status()).isEqualTo(404);
    assertThat(other.get("/v1/memories?user=anna").json().path("data")).isEmpty();
    assertThat(other.get("/v1/memories?after=" + id).status()).isEqualTo(404);
    assertThat(recalled(other, "anna", "tea")).isEmpty();
    assertThat(other.delete("/v1/memories?user=anna").json().path("deleted").asInt()).isZero();
    assertThat(recalled(mine, "anna", "tea")).hasSize(1);
  }

  @Test
  void a_user_who_is_not_known_has_nothing() {
    assertThat(recalled(mine, "nobody", "tea")).isEmpty();
    var list = mine.get("/v1/memories?user=nobody");
    assertThat(list.status()).isEqualTo(200);
    assertThat(list.json().path("has_more").asBoolean(true)).isFalse();
    assertThat(mine.delete("/v1/memories?user=nobody").status()).isEqualTo(200);
  }

  @Test
  void what_expires_is_seen_until_then_and_no_longer() {
    add(
        "{\"user\": \"anna\", \"text\": \"Likes tea\", \"expires_at\":"
            + " \"2026-01-02T08:00:00+08:00\"}");
    assertThat(recalled(mine, "anna", "tea")).hasSize(1);
    now.set(Instant.parse("2026-01-02T00:00:00Z"));
    assertThat(recalled(mine, "anna", "tea")).isEmpty();
  }

  @Test
  void what_is_superseded_is_listed_and_not_recalled() {
    var old = add("{\"user\": \"anna\", \"text\": \"Drinks tea\"}");
    var by =
        add("{\"user\": \"anna\", \"text\": \"Drinks coffee\", \"supersedes\": [\"" + old + "\"]}");
    assertThat(recalled(mine, "anna", "drinks")).containsExactly("Drinks coffee");
    var shown = mine.get("/v1/memories?user=anna&state=superseded").json().path("data");
    assertThat(shown).hasSize(1);
    assertThat(shown.path(0).path("superseded_by").asString()).isEqualTo(by);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          POST  | /v1/memories        | {"text": "x"}                                          | user
          POST  | /v1/memories        | {"user": " ", "text": "x"}                              | user
          POST  | /v1/memories        | {"user": 7, "text": "x"}                                | user
          POST  | /v1/memories        | {"user": "a"}                                           | text
          POST  | /v1/memories        | {"user": "a", "text": " "}                              | text
          POST  | /v1/memories        | {"user": "a", "text": "x", "expires_at": "soon"}         | expires_at
          POST  | /v1/memories        | {"user": "a", "text": "x", "expires_at": "2020-01-01T00:00:00Z"} | expires_at
          POST  | /v1/memories        | {"user": "a", "text": "x", "metadata": []}               | metadata
          POST  | /v1/memories        | {"user": "a", "text": "x", "confidence": 2}              | confidence
          POST  | /v1/memories        | {"user": "a", "text": "x", "supersedes": "mem_1"}        | supersedes
          POST  | /v1/memories        | {"user": "a", "text": "x", "txet": "y"}                  | txet
          POST  | /v1/memories/search | {"user": "a"}                                           | query
          POST  | /v1/memories/search | {"query": "a"}                                          | user
          POST  | /v1/memories/search | {"user": "a", "query": "x", "limit": 0}                  | limit
          POST  | /v1/memories/search | {"user": "a", "query": "x", "limit": "5"}                | limit
          POST  | /v1/memories/search | {"user": "a", "query": "x", "scope": "everything"}       | scope
          GET   | /v1/memories?limit=x |                                                        | limit
          GET   | /v1/memories?state=x |                                                        | state
          DELETE | /v1/memories       |                                                         | user
          """)
  void what_is_wrong_is_named(String method, String path, String body, String member) {
    var answer = mine.ask(method, path, body == null ? "" : body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.json().path("error").path("param").asString("")).isEqualTo(member);
  }

  @Test
  void a_fact_about_another_end_user_than_a_header_names_is_not_there() {
    var id = "/v1/memories/" + add("{\"user\": \"anna\", \"text\": \"Likes tea\"}");
    for (var method : List.of("GET", "DELETE", "PATCH")) {
      assertThat(mine.ask(method, id, "{\"text\": \"x\"}", "x-tutti-user", "bob").status())
          .as(method)
          .isEqualTo(404);
    }
    assertThat(mine.ask("GET", "/v1/memories", "", "x-tutti-user", "bob").json().path("data"))
        .isEmpty();
    assertThat(mine.ask("GET", id, "", "x-tutti-user", "anna").json().path("text").asString())
        .isEqualTo("Likes tea");
  }
}
