package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tutti.chat.Json;
import dev.tutti.testing.ReceivedRequest;
import dev.tutti.testing.Rig;
import dev.tutti.testing.Turn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * Every schema asked of every kind of provider, whose model misbehaves in every way: the answer is
 * valid, or the caller is told clearly that there is none.
 */
class StructuredMatrixTest {
  @RegisterExtension static final Rig rig = Rig.of(Shape.PROVIDERS);

  private static final List<JsonNode> SCHEMAS = schemas();
  private static final List<Schema> VALIDATORS = validators();
  private static final Pattern CASE = Pattern.compile("case (\\d+) (\\w+) (once|always)");
  private static final int CALLERS = 4;

  @BeforeEach
  void play() {
    rig.upstream().remembersNothing();
    rig.upstream().playAlways(StructuredMatrixTest::answer);
  }

  private static void answer(Turn turn) throws IOException {
    var body = turn.heard().body();
    var said = CASE.matcher(body);
    if (!said.find()) {
      throw new AssertionError("no case in " + body);
    }
    var meant = SCHEMAS.get(Integer.parseInt(said.group(1))).path("valid");
    boolean spoils = said.group(3).equals("always") || !body.contains("That answer is not valid");
    var text = Misbehaviour.valueOf(said.group(2)).spoil(meant);
    Shape.say(turn, spoils ? text : Json.text(meant));
  }

  @ParameterizedTest
  @EnumSource
  void an_answer_is_valid_or_an_error(Shape shape) throws Exception {
    var outcomes = new ArrayList<Future<String>>();
    try (var callers = Executors.newFixedThreadPool(CALLERS)) {
      for (int i = 0; i < SCHEMAS.size(); i++) {
        for (var misbehaviour : Misbehaviour.values()) {
          var one = new Case(shape, i, misbehaviour, (i + misbehaviour.name().length()) % 2 == 0);
          boolean stream = (i / 2 + shape.model().length()) % 2 == 0;
          outcomes.add(callers.submit(() -> one.run(stream)));
        }
      }
    }
    assertThat(outcomes).hasSize(SCHEMAS.size() * Misbehaviour.values().length);
    assertThat(outcomes)
        .extracting(StructuredMatrixTest::outcome)
        .filteredOn(each -> !each.isEmpty())
        .isEmpty();
  }

  private static String outcome(Future<String> done) {
    try {
      return done.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } catch (ExecutionException e) {
      return String.valueOf(e.getCause());
    }
  }

  private static List<JsonNode> schemas() {
    try (var in = StructuredMatrixTest.class.getResourceAsStream("/structured-schemas.json")) {
      return Json.tree(Objects.requireNonNull(in).readAllBytes()).valueStream().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By the validator itself, with nothing of ours around it. */
  private static List<Schema> validators() {
    var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    return SCHEMAS.stream().map(each -> registry.getSchema(each.path("schema"))).toList();
  }

  private record Case(Shape shape, int schema, Misbehaviour misbehaviour, boolean once) {

    /** What is wrong with the answer, empty when nothing is. */
    String run(boolean stream) throws IOException {
      var asked = Json.object().put("model", shape.model()).put("stream", stream);
      asked
          .putArray("messages")
          .addObject()
          .put("role", "user")
          .put(
              "content", "case %d %s %s".formatted(schema, misbehaviour, once ? "once" : "always"));
      var format = asked.putObject("response_format").put("type", "json_schema");
      format.putObject("json_schema").put("name", "answer").set("schema", given("schema"));
      try (var client = rig.ask(Json.text(asked))) {
        var problem = problem(client.answer(), stream);
        return problem.isEmpty() ? "" : "%s, stream %s: %s".formatted(this, stream, problem);
      }
    }

    private JsonNode given(String member) {
      return SCHEMAS.get(schema).path(member);
    }

    private String problem(ReceivedRequest heard, boolean stream) {
      if (heard.status() != 200) {
        var error = Json.tree(heard.body()).path("error");
        boolean clear =
            heard.status() == 502 && error.path("code").asString("").equals("invalid_output");
        return clear && !once && !misbehaviour.isMended()
            ? ""
            : heard.status() + " " + heard.body();
      }
      var text = stream ? streamed(heard.body()) : whole(heard.body());
      var value = Json.tree(text);
      var errors =
          VALIDATORS
              .get(schema)
              .validate(
                  value, context -> context.executionConfig(c -> c.formatAssertionsEnabled(true)));
      if (!errors.isEmpty()) {
        return "not valid: " + text + " " + errors;
      }
      boolean same = misbehaviour.changesTheValue() || value.equals(given("valid"));
      return same ? "" : "another value: " + text;
    }

    private static String whole(String body) {
      var choice = Json.tree(body).path("choices").path(0);
      assertThat(choice.path("finish_reason").asString()).isEqualTo("stop");
      assertThat(choice.path("message").has("tool_calls")).isFalse();
      return choice.path("message").path("content").asString();
    }

    private static String streamed(String body) {
      assertThat(body).endsWith("data: [DONE]\n\n");
      var text = new StringBuilder();
      body.lines()
          .filter(line -> line.startsWith("data: {"))
          .map(line -> Json.tree(line.substring("data: ".length())).path("choices").path(0))
          .forEach(choice -> text.append(choice.path("delta").path("content").asString("")));
      return text.toString();
    }
  }
}
