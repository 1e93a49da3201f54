package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.Configuration;
import dev.tutti.chat.Json;
import dev.tutti.cli.DocumentedCommand;
import dev.tutti.testing.ReceivedRequest;
import dev.tutti.testing.TestingTutti;
import dev.tutti.testing.TestingUpstream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pages of the endpoints say what is true: their commands run against a Tutti with the
 * simulated provider and a stand-in for OpenAI, their answers are the ones that come, their
 * configurations are good. CONTRIBUTING says how examples are written for this.
 */
class DocumentationTest {
  private static final List<String> PAGES =
      List.of(
          "README.md",
          "README.zh.md",
          "docs/api.md",
          "docs/batches.md",
          "docs/chat.md",
          "docs/console.md",
          "docs/context.md",
          "docs/conversations.md",
          "docs/messages.md",
          "docs/responses.md",
          "docs/structured-output.md",
          "docs/cache.md",
          "docs/budgets.md",
          "docs/figures.md",
          "docs/reports.md",
          "docs/passthrough.md",
          "docs/observability.md",
          "docs/alerts.md",
          "docs/memory.md",
          "docs/tasks.md",
          "docs/follow-up.md",
          "docs/characters.md",
          "docs/groups.md",
          "docs/cooperation.md",
          "docs/cooperation-voting.md",
          "docs/documents.md",
          "docs/document-analysis.md",
          "docs/data-insight.md",
          "docs/decision-support.md",
          "docs/routing.md");

  /** A variable of the environment in a configuration; the reader has set it. */
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{[A-Z_]+}");

  /** What a page's fragments of a configuration may take for granted. */
  private static final String PROVIDERS =
      """
      providers:
        sim: {preset: sim}
        openai: {preset: openai, api_key: x}
      """;

  private static final String SERVER =
      """
      providers:
        sim: {preset: sim}
        openai: {preset: openai, base_url: "{upstream}", api_key: x}
      cooperations:
        panel: {members: [sim, sim]}
      """;

  @TempDir @Nullable Path folder;

  @TestFactory
  List<DynamicTest> pages() {
    var tests = new ArrayList<DynamicTest>();
    for (var name : PAGES) {
      tests.add(DynamicTest.dynamicTest(name, () -> check(name)));
    }
    return tests;
  }

  private void check(String name) throws IOException {
    var page = Page.read(Path.of(name));
    assertThat(page.blocks()).isNotEmpty();
    var data = Path.of(String.valueOf(folder)).resolve(name);
    try (var upstream = TestingUpstream.start();
        var tutti = TestingTutti.start(data, SERVER.replace("{upstream}", upstream.url()))) {
      upstream.playAlways(turn -> turn.json(200, "{}"));
      @Nullable ReceivedRequest heard = null;
      var ids = new AnsweredIds();
      for (var block : page.blocks()) {
        try {
          requireSuccess(block.follows() && isAnswer(block) ? null : heard);
          heard = block(block, block.follows() ? heard : null, tutti, ids);
        } catch (IOException | RuntimeException | AssertionError e) {
          throw new AssertionError("%s:%d".formatted(name, block.line()), e);
        }
      }
      requireSuccess(heard);
    }
  }

  private static boolean isAnswer(Page.Block block) {
    return List.of("", "text", "json").contains(block.language());
  }

  /** An answer that is not shown is a success. */
  private static void requireSuccess(@Nullable ReceivedRequest heard) {
    if (heard != null) {
      assertThat(heard.status()).as(heard.body()).isIn(200, 202);
    }
  }

  /** The answer that the next block may show. */
  private static @Nullable ReceivedRequest block(
      Page.Block block, @Nullable ReceivedRequest heard, TestingTutti tutti, AnsweredIds ids)
      throws IOException {
    switch (block.language()) {
      case "bash", "sh" -> {
        return commands(block.text(), tutti, ids);
      }
      case "yaml" -> configuration(block.text());
      case "json" -> {
        if (heard == null) {
          assertThat(Json.tree(block.text())).isNotNull();
        }
      }
      case "", "text" -> assertThat(heard).as("the command before what is shown").isNotNull();
      case "python", "js", "java" -> {}
      default -> throw new IllegalArgumentException("```" + block.language());
    }
    if (heard != null) {
      ShownAnswer.of(block.text()).check(heard);
    }
    return null;
  }

  private static void configuration(String yaml) {
    var set = VARIABLE.matcher(yaml).replaceAll("x");
    var complete = set.contains("providers:") ? set : PROVIDERS + set;
    assertThat(Configuration.text(complete).read()).isNotNull();
  }

  /** Sends the requests one after the other; every one but the last must succeed. */
  private static @Nullable ReceivedRequest commands(
      String script, TestingTutti tutti, AnsweredIds ids) throws IOException {
    @Nullable ReceivedRequest last = null;
    for (var command : ShellCommand.parse(script)) {
      requireSuccess(last);
      switch (command.words().getFirst()) {
        case "curl" -> {
          last = CurlRequest.of(ids.fill(command)).send(tutti);
          ids.note(last);
        }
        case "./tutti" ->
            DocumentedCommand.check(command.words().subList(1, command.words().size()));
        case "./mvnw" -> {} // What runs this test.
        default ->
            throw new IllegalArgumentException(command + " (expected: curl, ./tutti or ./mvnw)");
      }
    }
    return last;
  }

  @Test
  void what_is_shown_wrongly_is_found() {
    var heard =
        new ReceivedRequest("HTTP/1.1 200 OK", Map.of(), "{\"a\":[1,2],\"b\":\"xyz\"}", true);
    ShownAnswer.of("{\"a\":[1,\"...\"],\"b\":\"x...\"}").check(heard);
    for (var wrong :
        List.of("{\"a\":[1]}", "{\"a\":[2,\"...\"]}", "{\"b\":\"y...\"}", "{\"c\":\"...\"}")) {
      assertThatThrownBy(() -> ShownAnswer.of(wrong).check(heard))
          .isInstanceOf(AssertionError.class);
    }
  }
}
