package dev.tutti.feature;

import static dev.tutti.testing.Chat.question;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.call.Caller;
import dev.tutti.call.ChatModel;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.contributing.source.EchoSource;
import dev.tutti.gateway.admin.ExplainEndpoint;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Permission;
import dev.tutti.http.Routes;
import dev.tutti.http.ServerSettings;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.routing.balance.Candidate;
import dev.tutti.routing.balance.Explanation;
import dev.tutti.security.Role;
import dev.tutti.testing.Chat;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingGateway;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models of a source beside the configured ones, over HTTP; see {@link EchoSource}. */
class ModelSourceTest {
  private static final String CHAT = "/v1/chat/completions";
  @TempDir private static Path folder;
  private static TestingGateway server;
  private static TestingAdmin everybody;
  private static TestingAdmin aliasOnly;
  private static TestingAdmin echoesOnly;

  @BeforeAll
  static void start() {
    var sources = Feature.modelSources(List.of(new EchoSource()));
    var catalog = ModelSource.over(new OneAlias(), sources);
    var explain = new ExplainEndpoint(() -> catalog, ServerSettings.DEFAULT);
    server = TestingGateway.models(folder, catalog, new Explaining(explain));
    everybody = server.with(Role.USER);
    aliasOnly = server.with(Role.USER, "alias");
    echoesOnly = server.with(Role.USER, "echo:*");
  }

  @AfterAll
  static void stop() {
    List.of(everybody, aliasOnly, echoesOnly).forEach(TestingAdmin::close);
    server.close();
  }

  @Test
  void two_sources_of_one_prefix_are_refused() {
    var twice = List.<Feature>of(new EchoSource(), new EchoSource());
    assertThatThrownBy(() -> Feature.modelSources(twice))
        .hasMessage("echo:: belongs to two sources of models");
  }

  @Test
  void its_models_answer_like_all_others() {
    var answer = everybody.post(CHAT, question("echo:plain")).json();
    assertThat(answer.at("/choices/0/message/content").asString()).isEqualTo("Hello");
    assertThat(everybody.post(CHAT, Chat.streamed("echo:plain")).text())
        .contains("\"Hello\"", "[DONE]");
  }

  @Test
  void what_the_user_says_is_read_whatever_form_it_has() {
    var parts =
        """
        {"model": "echo:plain", "messages": [
          {"role": "user", "content": "One"},
          {"role": "assistant", "content": "Two"},
          {"role": "user", "content": [
            {"type": "text", "text": "Thr"}, {"type": "text", "text": "ee"}]},
          {"role": "system", "content": "Be short."}]}
        """;
    var answer = everybody.post(CHAT, parts).json();
    assertThat(answer.at("/choices/0/message/content").asString()).isEqualTo("Three");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"n\":2", "\"response_format\":{\"type\":\"json_object\"}"})
  void what_its_models_cannot_do_is_refused(String member) {
    var refused = everybody.post(CHAT, Chat.with(question("echo:plain"), member));
    assertThat(refused.status()).as(refused.text()).isEqualTo(400);
    assertThat(refused.message()).contains("expected by this model");
  }

  @Test
  void its_models_are_listed_after_the_configured_ones() {
    assertThat(listed(everybody)).containsExactly("alias", "echo:plain", "echo:alias");
    assertThat(listed(aliasOnly)).containsExactly("alias");
    assertThat(listed(echoesOnly)).containsExactly("echo:plain", "echo:alias");
  }

  @ParameterizedTest
  @CsvSource({"echo:plain,echo:plain,0", "echo:alias,alias,1", "alias,alias,1"})
  void an_explanation_is_of_the_model_behind(String name, String behind, int links) {
    var explained = everybody.post("/admin/explain", question(name)).json();
    assertThat(explained.path("model").asString()).isEqualTo(behind);
    assertThat(explained.path("links")).hasSize(links);
  }

  private static Explanation explained(ModelSource... sources) {
    return ModelSource.over(new OneAlias(), List.of(sources))
        .explain(ChatRequest.builder("coop:panel").user("Hi").build(), Caller.ANONYMOUS);
  }

  @Test
  void an_explanation_goes_on_through_models_of_other_sources() {
    var through = explained(new Asking("coop:", "skill:draft"), new Asking("skill:", "alias"));
    assertThat(through.model()).isEqualTo("alias");
    assertThat(through.links()).hasSize(1);
    var round = explained(new Asking("coop:", "skill:draft"), new Asking("skill:", "coop:panel"));
    assertThat(round.links()).isEmpty();
  }

  /** Models that ask another one. */
  private record Asking(String prefix, String asked) implements ModelSource {
    @Override
    public ChatModel model(String name) {
      throw new AssertionError(name);
    }

    @Override
    public List<ModelCatalog.Entry> entries() {
      return List.of();
    }

    @Override
    public Optional<String> behind(String name) {
      return Optional.of(asked);
    }
  }

  @Test
  void a_key_that_may_not_use_them_is_refused() {
    var refused = aliasOnly.post(CHAT, question("echo:plain"));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text()).contains("\"permission\"");
    assertThat(echoesOnly.post(CHAT, question("echo:plain")).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"ecko:plain", "echo:plane"})
  void a_name_that_nobody_has_is_told_with_the_nearest(String name) {
    var refused = everybody.post(CHAT, question(name));
    assertThat(refused.status()).isEqualTo(404);
    assertThat(refused.message()).contains("did you mean echo:plain").doesNotContain("hidden");
  }

  @Test
  void an_explanation_of_such_a_name_tells_them_too() {
    assertThat(everybody.post("/admin/explain", question("ecko:plain")).message())
        .contains("did you mean echo:plain");
  }

  private static List<String> listed(TestingAdmin caller) {
    return caller
        .get("/v1/models")
        .json()
        .path("data")
        .valueStream()
        .map(model -> model.path("id").asString())
        .toList();
  }

  private record Explaining(ExplainEndpoint endpoint) implements Feature {
    @Override
    public void routes(Routes routes) {
      routes.add(new HttpRoute(HttpMethod.POST, "/admin/explain", Permission.keyed(), endpoint));
    }
  }

  /** A configuration of one alias. */
  private record OneAlias() implements ModelCatalog {
    @Override
    public ChatModel model(String name) {
      require(name);
      return (_, _) -> Future.failedFuture(Fault.of(FaultCode.UPSTREAM_ERROR, "no upstream"));
    }

    private void require(String name) {
      if (!name.equals("alias")) {
        throw ModelCatalog.unknown(name, entries());
      }
    }

    @Override
    public Explanation explain(ChatRequest request, Caller caller) {
      require(request.model());
      var link = new Explanation.Link(request.model(), "first", "round_robin", 1, List.of());
      return new Explanation(request.model(), List.of(link));
    }

    @Override
    public List<Candidate> members(String name) {
      return List.of();
    }

    @Override
    public List<Entry> entries() {
      return List.of(new Entry("alias", "tutti"));
    }
  }
}
