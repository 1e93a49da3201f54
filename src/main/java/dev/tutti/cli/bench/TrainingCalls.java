package dev.tutti.cli.bench;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.terminal.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * Calls that train the ahead-of-time cache, once, in rounds of 32: mostly chats that go to an
 * upstream as they came, fewer that are translated to or from Anthropic's API, and executions of a
 * skill. Where profiles of methods are stored too, the shares say what is frequent.
 */
final class TrainingCalls {
  private static final int AT_ONCE = 8;
  private static final String CHAT = "/v1/chat/completions";
  private static final String MESSAGES = "/v1/messages";
  private static final String SKILL = "/v1/skills/greeting/";

  private static final List<Kind> KINDS =
      List.of(
          new Kind("chats", 10, CHAT, chat("openai/sim")),
          new Kind("chats, streamed", 10, CHAT, streamed("openai/sim")),
          new Kind("messages to OpenAI's API", 3, MESSAGES, chat("openai/sim")),
          new Kind("messages to OpenAI's API, streamed", 3, MESSAGES, streamed("openai/sim")),
          new Kind("chats to Anthropic's API", 2, CHAT, chat("anthropic/sim")),
          new Kind("chats to Anthropic's API, streamed", 2, CHAT, streamed("anthropic/sim")),
          new Kind("skill", 1, SKILL + "execute", skill()),
          new Kind("skill, streamed", 1, SKILL + "stream", skill()));

  private static final List<Kind> ROUND =
      KINDS.stream().flatMap(kind -> Collections.nCopies(kind.share, kind).stream()).toList();

  private final ApiClient client;
  private final int total;
  private final Duration limit;
  private final AtomicInteger next = new AtomicInteger();

  /**
   * @param client of the server that is called
   * @param limit no call begins after it
   */
  TrainingCalls(ApiClient client, int rounds, Duration limit) {
    this.client = client;
    this.total = Math.multiplyExact(rounds, ROUND.size());
    this.limit = limit;
  }

  /** Number of calls, if the time is enough for all. */
  int total() {
    return total;
  }

  /** Number of calls that were made. */
  int made() {
    return Math.min(next.get(), total);
  }

  /** Number of calls that were made, by their kind. */
  Map<String, Integer> kinds() {
    var kinds = new LinkedHashMap<String, Integer>();
    IntStream.range(0, made())
        .mapToObj(call -> ROUND.get(call % ROUND.size()).name)
        .forEach(name -> kinds.merge(name, 1, Integer::sum));
    return kinds;
  }

  /**
   * Makes the calls, eight at once.
   *
   * @throws IllegalStateException naming the call that failed
   */
  void make(Progress progress) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var callers =
          IntStream.range(0, AT_ONCE)
              .mapToObj(_ -> threads.submit(() -> makeUntil(end, progress)))
              .toList();
      for (Future<?> caller : callers) {
        caller.get();
      }
    } catch (ExecutionException e) {
      var cause = Objects.requireNonNullElse(e.getCause(), e);
      throw new IllegalStateException("warmup: " + cause.getMessage(), cause);
    }
  }

  private boolean makeUntil(long end, Progress progress) throws IOException, InterruptedException {
    while (System.nanoTime() - end < 0) {
      int call = next.getAndIncrement();
      if (call >= total) {
        return true;
      }
      ROUND.get(call % ROUND.size()).call(client);
      progress.step();
    }
    return false;
  }

  private static JsonNode chat(String model) {
    return question(model).build().body().tree();
  }

  private static JsonNode streamed(String model) {
    return question(model).stream().build().body().tree();
  }

  private static ChatRequest.Builder question(String model) {
    return ChatRequest.builder(model).user("Say hello in one sentence.").maxTokens(100);
  }

  private static JsonNode skill() {
    return Json.tree(
        """
        {"user_message": "Hello", "context": {"name": "Ada", "words": ["good", "morning"]}}
        """);
  }

  /**
   * One kind of call.
   *
   * @param name as the summary has it
   * @param share its number in a round
   */
  private record Kind(String name, int share, String path, JsonNode body) {
    /** Makes one call and fails when its answer is not good, also where a stream says so late. */
    void call(ApiClient client) throws IOException, InterruptedException {
      var answer = new String(client.bytes(path, body), StandardCharsets.UTF_8);
      if (answer.contains("\"error\"")) {
        throw Fault.of(FaultCode.UPSTREAM_ERROR, name + ": " + answer);
      }
    }
  }
}
