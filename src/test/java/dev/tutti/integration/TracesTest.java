package dev.tutti.integration;

import static dev.tutti.testing.Chat.question;
import static dev.tutti.testing.Chat.streamed;
import static dev.tutti.testing.Chat.text;
import static dev.tutti.testing.Chat.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.Chat;
import dev.tutti.testing.Gate;
import dev.tutti.testing.Patience;
import dev.tutti.testing.ReceivedRequest;
import dev.tutti.testing.Rig;
import dev.tutti.testing.Script;
import dev.tutti.testing.SpanTree;
import dev.tutti.testing.TestingCollector;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a collector hears of calls, in protobuf over real sockets. */
class TracesTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String CALLER = "00-" + TRACE + "-b7ad6b7169203331-01";
  private static final Script BROKEN =
      turn -> turn.json(500, "{\"error\":{\"message\":\"out of order\"}}");

  private static final TestingCollector collector = TestingCollector.start();

  @RegisterExtension
  static final Rig rig =
      Rig.resilient(
          """
          telemetry:
            endpoint: "%s"
            headers: {authorization: Bearer of-the-collector}
            resource: {deployment.environment.name: test}
            traces: {delay: 0s}
          retry: {attempts: 2, base: 1ms, max: 10ms}
          breaker: {enabled: false}
          providers: {up: {base_url: "{upstream}", api_key: sk-of-the-provider}, spare: {base_url: "{upstream}"}}
          models:
            both:
              deployments: [{provider: up, model: a}, {provider: spare, model: a}]
              fallback: [last]
            last: {deployments: [{provider: up, model: last}]}
            shared: {deployments: [{provider: up, model: m}], coalesce: true}
          """
              .formatted(collector.url()));

  @AfterAll
  static void stop() {
    collector.close();
  }

  private static ReceivedRequest ask(String json, String... headers) throws IOException {
    try (var client = rig.ask(json, headers)) {
      return client.answer();
    }
  }

  private static SpanTree spans(ReceivedRequest heard) {
    return collector.call(heard.header("x-tutti-request-id"));
  }

  @Test
  void a_cooperation_is_a_workflow_above_the_models_that_it_asks() throws Exception {
    rig.upstream().play(Chat.answers("Answer: 4"), Chat.answers("Answer: 4"));
    try (var client = rig.tutti().client()) {
      client.post(
          "/v1/cooperation/parallel", "{\"query\":\"2+2?\",\"models\":[\"up/a\",\"up/b\"]}");
      var server = spans(client.answer());
      assertThat(server.title()).isEqualTo("POST /v1/cooperation/parallel SERVER");
      var workflow = server.only();
      assertThat(workflow.title()).isEqualTo("invoke_workflow parallel INTERNAL");
      assertThat(workflow.get("gen_ai.operation.name")).isEqualTo("invoke_workflow");
      assertThat(workflow.below())
          .extracting(SpanTree::title)
          .containsExactlyInAnyOrder("chat up/a CLIENT", "chat up/b CLIENT");
    }
  }

  @Test
  void a_call_is_a_server_span_above_a_model_span_above_its_attempt() throws Exception {
    rig.upstream().play(Chat.answers("Hi"));
    var server = spans(ask(question("up/plain"), "x-tutti-session: s-1"));
    assertThat(server.title()).isEqualTo("POST /v1/chat/completions SERVER");
    assertThat(server.span().getParentSpanId().isEmpty()).isTrue();
    assertThat(server.get("http.request.method")).isEqualTo("POST");
    assertThat(server.get("http.route")).isEqualTo("/v1/chat/completions");
    assertThat(server.get("http.response.status_code")).isEqualTo("200");
    assertThat(server.get("tutti.outcome")).isEqualTo("completed");
    assertThat(server.failed()).isFalse();
    var model = server.only();
    assertThat(model.title()).isEqualTo("chat up/plain CLIENT");
    assertThat(model.get("gen_ai.operation.name")).isEqualTo("chat");
    assertThat(model.get("gen_ai.provider.name")).isEqualTo("up");
    assertThat(model.get("gen_ai.request.model")).isEqualTo("up/plain");
    assertThat(model.get("gen_ai.response.model")).isEqualTo("plain");
    assertThat(model.get("gen_ai.conversation.id")).isEqualTo("s-1");
    assertThat(model.get("gen_ai.usage.input_tokens")).isNotEmpty();
    assertThat(model.names()).contains("gen_ai.usage.cache_creation.input_tokens");
    assertThat(model.names()).doesNotContain("gen_ai.request.stream");
    assertThat(model.events("tutti.route", "tutti.deployment")).containsExactly("up/plain");
    var attempt = model.only();
    assertThat(attempt.title()).isEqualTo("POST CLIENT");
    assertThat(attempt.get("tutti.attempt.number")).isEqualTo("1");
    assertThat(attempt.get("tutti.attempt.reason")).isEqualTo("first");
    assertThat(attempt.get("tutti.deployment")).isEqualTo("up/plain");
    assertThat(rig.upstream().url())
        .contains(attempt.get("server.address") + ':' + attempt.get("server.port"));
    assertThat(attempt.get("http.response.status_code")).isEqualTo("200");
    assertThat(attempt.names()).doesNotContain("http.request.resend_count", "error.type");
    assertThat(attempt.events("tutti.admitted", "tutti.wait")).hasSize(1);
    assertThat(attempt.below()).isEmpty();
    assertInside(attempt.span(), model.span());
    assertInside(model.span(), server.span());
  }

  private static void assertInside(Span inner, Span outer) {
    assertThat(inner.getStartTimeUnixNano()).isGreaterThanOrEqualTo(outer.getStartTimeUnixNano());
    assertThat(inner.getEndTimeUnixNano())
        .isBetween(inner.getStartTimeUnixNano(), outer.getEndTimeUnixNano());
  }

  @Test
  void what_spans_are_of_is_said() throws Exception {
    rig.upstream().play(Chat.answers("Hi"));
    spans(ask(question("up/plain")));
    var resource = collector.resources().getFirst().getResource().getAttributesList();
    assertThat(resource.toString()).contains("tutti", "deployment.environment.name", "test");
    assertThat(collector.authorization()).isEqualTo("Bearer of-the-collector");
  }

  @Test
  void retries_and_fallbacks_are_attempts_with_reasons() throws Exception {
    rig.upstream().play(BROKEN, BROKEN, Chat.answers("at last"));
    var model = spans(ask(question("both"))).only();
    assertThat(model.failed()).isFalse();
    assertThat(texts(model, "tutti.attempt.number")).containsExactly("1", "2", "3");
    assertThat(texts(model, "tutti.attempt.reason")).containsExactly("first", "retry", "fallback");
    assertThat(texts(model, "http.response.status_code")).containsExactly("500", "500", "200");
    assertThat(texts(model, "http.request.resend_count")).containsExactly("", "1", "2");
    assertThat(texts(model, "error.type")).containsExactly("upstream_error", "upstream_error", "");
    assertThat(model.events("tutti.route", "tutti.route.link"))
        .containsExactly("first", "first", "fallback");
    assertThat(model.events("tutti.route", "tutti.route.away").get(1)).contains("was asked before");
    assertThat(model.get("gen_ai.response.model")).isEqualTo("last");
  }

  private static List<String> texts(SpanTree above, String name) {
    return above.below().stream().map(each -> each.get(name)).toList();
  }

  @Test
  void a_failure_is_one_of_all_three_spans() throws Exception {
    rig.upstream().play(BROKEN, BROKEN);
    var server = spans(ask(question("up/sick")));
    assertThat(server.failed()).isTrue();
    assertThat(server.get("error.type")).isEqualTo("upstream_error");
    assertThat(server.only().failed()).isTrue();
    assertThat(server.only().below()).allMatch(SpanTree::failed);
  }

  @Test
  void a_shared_answer_is_linked_to_the_attempt_that_made_it() throws Exception {
    double leaders = shared("leader");
    double followers = shared("follower");
    var gate = new Gate();
    rig.upstream().play(turn -> turn.await(gate).json(200, Chat.whole("shared")));
    var asked = with(question("shared"), "\"temperature\":0");
    try (var one = rig.ask(asked)) {
      Patience.until(() -> shared("leader") > leaders, "the first one leads");
      try (var other = rig.ask(asked)) {
        Patience.until(() -> shared("follower") > followers, "the other one follows");
        gate.open();
        var leader = spans(one.answer()).only();
        var follower = spans(other.answer()).only();
        assertThat(follower.get("tutti.coalesced")).isEqualTo("true");
        assertThat(follower.names()).doesNotContain("gen_ai.usage.input_tokens");
        assertThat(follower.below()).isEmpty();
        var link = follower.span().getLinks(0);
        assertThat(link.getTraceId()).isEqualTo(leader.span().getTraceId());
        assertThat(link.getSpanId()).isEqualTo(leader.only().span().getSpanId());
      }
    }
  }

  private static double shared(String role) {
    return rig.tutti().metric("tutti_coalesced_calls_total{role=\"" + role + "\"}");
  }

  @Test
  void a_stream_that_its_caller_leaves_is_cancelled() throws Exception {
    var left = new Gate();
    rig.upstream()
        .play(
            turn -> {
              turn.stream().event(Chat.role()).event(text("Hel"));
              turn.awaitLeft();
              left.open();
            });
    String id;
    try (var client = rig.ask(streamed("up/cut"))) {
      id = client.head().header("x-tutti-request-id");
      client.data();
    }
    left.await();
    var server = collector.call(id);
    assertThat(server.get("tutti.outcome")).isEqualTo("cancelled");
    assertThat(server.failed()).isFalse();
    var attempt = server.only().only();
    assertThat(attempt.get("error.type")).isEqualTo("cancelled");
    assertThat(attempt.events("tutti.first_token", "")).hasSize(1);
  }

  @Test
  void a_callers_trace_goes_on_to_the_provider() throws Exception {
    rig.upstream().play(Chat.answers("Hi"));
    var heard =
        ask(
            question("up/plain"),
            "traceparent: " + CALLER,
            "tracestate: congo=t61rcWkgMzE,rojo=00f067aa0ba902b7",
            "baggage: secret=1");
    var server = spans(heard);
    assertThat(server.traceId()).isEqualTo(TRACE);
    assertThat(server.span().getTraceState()).isEqualTo("congo=t61rcWkgMzE,rojo=00f067aa0ba902b7");
    var sent = rig.upstream().turn().heard();
    assertThat(sent.header("traceparent"))
        .isEqualTo("00-" + TRACE + '-' + server.only().only().id() + "-01");
    assertThat(sent.header("tracestate")).isEqualTo("congo=t61rcWkgMzE,rojo=00f067aa0ba902b7");
    assertThat(sent.headers()).doesNotContainKey("baggage");
  }

  @Test
  void a_trace_that_its_caller_does_not_record_is_passed_on_and_not_recorded() throws Exception {
    rig.upstream().play(Chat.answers("Hi"), Chat.answers("Hi"));
    var unrecorded = CALLER.replace("-01", "-00").replace('a', 'b');
    ask(question("up/plain"), "traceparent: " + unrecorded);
    assertThat(rig.upstream().turn().heard().header("traceparent")).isEqualTo(unrecorded);
    spans(ask(question("up/plain"))); // sent later
    assertThat(collector.spans())
        .noneMatch(span -> new SpanTree(span, List.of()).traceId().equals(TRACE.replace('a', 'b')));
  }

  @Test
  void nothing_of_what_is_said_and_no_key_is_sent() throws Exception {
    rig.upstream().play(Chat.answers("the-answer-of-the-model"));
    var asked = question("up/plain").replace("Hello", "the-question-of-the-caller");
    spans(ask(asked, "authorization: Bearer sk-of-the-caller", "x-tutti-user: the-end-user"));
    assertThat(collector.bytes())
        .doesNotContain("the-answer-of", "the-question-of", "sk-of-the", "the-end-user");
  }

  @Test
  void what_was_sent_is_counted() throws Exception {
    rig.upstream().play(Chat.answers("Hi"));
    spans(ask(question("up/plain")));
    Patience.until(
        () -> rig.tutti().get("/metrics").contains("tutti_trace_calls_total{result=\"sent\"}"),
        "the meter");
    assertThat(rig.tutti().get("/metrics"))
        .contains("tutti_trace_calls_total{result=\"dropped\"} 0.0");
  }

  @Test
  void a_turn_in_a_conversation_has_its_steps_on_the_first_span() throws Exception {
    rig.upstream().play(Chat.answers("Hi"));
    var heard = ask(question("up/m"), "x-tutti-history: server", "x-tutti-session: spoken");
    var steps = collector.call(heard.header("x-tutti-request-id"));
    assertThat(steps.events("tutti.turn", "tutti.turn.session")).containsExactly("spoken");
    assertThat(steps.events("tutti.follow_up", "tutti.follow_up.layer")).containsExactly("rules");
    assertThat(steps.events("tutti.view", "tutti.view.kept")).containsExactly("1");
    assertThat(steps.events("tutti.view", "tutti.took")).hasSize(1);
    assertThat(steps.events("tutti.kept", "tutti.kept.reply").getFirst()).startsWith("msg_");
    assertThat(steps.span().toString()).doesNotContain("Hello");
  }
}
