package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tutti.Configuration;
import dev.tutti.KeptRecords;
import dev.tutti.ModelMetrics;
import dev.tutti.Tutti;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.gateway.SearchHit;
import dev.tutti.testing.Patience;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingTutti;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is recorded of calls by the program that Tutti runs in. */
class EmbeddedRecordTest {
  @TempDir private Path folder;

  @Test
  void a_recorded_call_is_found_and_asked_again() {
    var yaml = "data: \"%s\"\nbodies: {sample: 1}\n".formatted(folder.resolve("data"));
    try (var tutti = Tutti.open(Configuration.text(yaml))) {
      var said = tutti.chat(ChatRequest.builder("sim").user("Hi").build()).text();
      var call = tutti.records().search("req_1").getFirst();
      assertThat(call.kind()).isEqualTo(SearchHit.Kind.CALL);
      assertThat(call.name()).isEqualTo("sim");
      var replays = new ArrayList<KeptRecords.Replay>();
      Patience.until(() -> replayed(tutti, call.id(), replays), "its body is kept");
      var replay = replays.getFirst();
      assertThat(replay.recordedText()).isEqualTo(said);
      assertThat(replay.text()).isNotEmpty();
      assertThat(replay.call()).isNotEqualTo(call.id());
      assertThatThrownBy(() -> tutti.records().replay("req_1unheard"))
          .isInstanceOf(Fault.class)
          .hasMessageContaining("is not recorded");
    }
  }

  @Test
  void each_model_has_its_figures() {
    var yaml = "data: \"%s\"\n".formatted(folder.resolve("data"));
    try (var tutti = Tutti.open(Configuration.text(yaml))) {
      assertThat(tutti.allMetrics()).isEmpty();
      assertThat(tutti.metrics("sim").total()).isZero();
      for (int i = 0; i < 3; i++) {
        tutti.chat(ChatRequest.builder("sim").user("Hi").build());
      }
      assertThatThrownBy(() -> tutti.chat(ChatRequest.builder("nobody/x").user("Hi").build()))
          .isInstanceOf(Fault.class);
      var sim = tutti.metrics("sim");
      assertThat(List.of(sim.total(), sim.successful(), sim.failed())).containsExactly(3L, 3L, 0L);
      assertThat(sim.averageTime()).isPositive();
      assertThat(sim.inputTokens()).isPositive();
      assertThat(sim.outputTokens()).isPositive();
      var unknown = tutti.metrics("(unknown)");
      assertThat(unknown.failed()).isEqualTo(1);
      assertThat(unknown.lastErrors()).containsExactly("model_not_found");
      assertThat(tutti.allMetrics()).extracting(ModelMetrics::model).startsWith("sim");
    }
  }

  private static boolean replayed(Tutti tutti, String call, List<KeptRecords.Replay> to) {
    try {
      return to.add(tutti.records().replay(call));
    } catch (Fault fault) {
      if (fault.status() != 409) {
        throw fault;
      }
      return false;
    }
  }

  @Test
  void calls_without_http_are_recorded_as_well() throws Exception {
    var skill = Files.createDirectories(folder.resolve("skills/hello"));
    Files.writeString(skill.resolve("skill.yaml"), "llm: {model: sim}");
    Files.writeString(skill.resolve("prompt.md"), "Say hello.");
    var yaml = "skills: {folder: \"%s\"}\n".formatted(folder.resolve("skills"));
    var data = "data: \"%s\"\n".formatted(folder.resolve("data"));
    try (var tutti = Tutti.open(Configuration.text(data + yaml))) {
      tutti.chat(ChatRequest.builder("sim").user("Hi").build());
      tutti.skill("hello").message("Hi").run();
      assertThatThrownBy(() -> tutti.chat(ChatRequest.builder("nobody/x").user("Hi").build()))
          .isInstanceOf(Fault.class);
      assertThatThrownBy(
              () -> tutti.records().compare("hello", "latest", "9.0.0", Duration.ofDays(1)))
          .isInstanceOf(Fault.class)
          .hasMessageContaining("no version is 9.0.0");
      assertThat(tutti.records().search("hello"))
          .extracting(each -> each.kind().word(), SearchHit::id)
          .contains(tuple("skill", "hello"));
    }
    try (var server = TestingTutti.start(folder, yaml);
        var admin = new TestingAdmin(server.url(), "")) {
      var calls = admin.get("/admin/calls?filter=endpoint%3Djava").json().path("data");
      assertThat(calls.valueStream().map(each -> each.path("outcome").asString()))
          .containsExactlyInAnyOrder("model_not_found", "completed", "completed");
      var skills = admin.get("/admin/calls?filter=skill%3Dhello").json().path("data");
      assertThat(skills).hasSize(1);
      assertThat(skills.get(0).path("attempts").asInt()).isEqualTo(1);
    }
  }
}
