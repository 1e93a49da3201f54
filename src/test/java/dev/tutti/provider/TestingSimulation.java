package dev.tutti.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.ChatStream;
import dev.tutti.call.TestingLoop;
import dev.tutti.call.TestingSink;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Json;
import dev.tutti.chat.Operation;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Reply;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks simulated models on a loop whose time the test keeps. */
final class TestingSimulation {
  private static final SimulationSettings TIMED =
      new SimulationSettings(Duration.ofMillis(50), 10, 0, 0, Duration.ofSeconds(30), 1);

  final TestingLoop loop = new TestingLoop();
  final Simulation built = Simulation.provider(SimulationSettings.builtIn());
  final Simulation timed = Simulation.provider(TIMED);

  Reply answer(String model, ChatRequest request) {
    var sink = play(model, request);
    assertThat(sink.outcome()).isInstanceOf(Outcome.Completed.class);
    return sink.reply();
  }

  TestingSink play(String model, ChatRequest request) {
    return read(open(built, model, request));
  }

  static TestingSink read(Future<ChatStream> opened) {
    assertThat(opened.cause()).isNull();
    var sink = new TestingSink();
    opened.result().start(sink);
    return sink;
  }

  Future<ChatStream> open(Simulation simulation, String model, ChatRequest request) {
    return simulation.model(model).open(request, call());
  }

  Call call() {
    return new Call("c1", Caller.ANONYMOUS, loop, Duration.ofMinutes(5));
  }

  static ChatRequest ask(String text) {
    return chat(user(text));
  }

  static String user(String text) {
    return "\"messages\":[{\"role\":\"user\",\"content\":%s}]".formatted(Json.text(text));
  }

  static ChatRequest chat(String members) {
    return parse(Operation.CHAT, "{\"model\":\"sim\"," + members + "}");
  }

  static ChatRequest parse(Operation operation, String body) {
    return ChatRequest.parse(operation, body.getBytes(StandardCharsets.UTF_8));
  }
}
