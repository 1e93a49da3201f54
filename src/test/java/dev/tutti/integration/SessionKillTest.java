package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.Configuration;
import dev.tutti.Server;
import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.TestingClient;
import dev.tutti.testing.TestingUpstream;
import dev.tutti.testing.Turn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a server in the middle of 50 posts at once, {@code -Dtutti.kills=20} times when asked to.
 */
class SessionKillTest {
  private static final int KILLS = Integer.getInteger("tutti.kills", 2);
  private static final int POSTS = 50;
  private static final int ACKNOWLEDGED = 15;

  @TempDir Path folder;

  @Test
  void an_acknowledged_exchange_is_whole_and_next_to_each_other_after_kill_9() throws Exception {
    var acknowledged = ConcurrentHashMap.<String>newKeySet();
    try (var upstream = TestingUpstream.start()) {
      upstream.remembersNothing();
      upstream.playAlways(SessionKillTest::echo);
      for (int kill = 0; kill < KILLS; kill++) {
        killed(upstream.url(), "k" + kill + "-", acknowledged);
      }
      var process = started(upstream.url());
      try (var out = process.inputReader()) {
        var url = Optional.ofNullable(out.readLine()).orElseThrow();
        assertThat(post(url, "last")).isTrue();
        acknowledged.add("last");
        assertWhole(messages(url), acknowledged);
      } finally {
        process.destroyForcibly();
      }
    }
  }

  /** Answers with the last message. */
  private static void echo(Turn turn) throws IOException {
    var messages = Json.tree(turn.heard().body()).path("messages");
    turn.json(
        200, Chat.whole("re " + messages.path(messages.size() - 1).path("content").asString()));
  }

  /** Posts at once, until some are acknowledged and the server is killed. */
  private void killed(String upstream, String prefix, Set<String> acknowledged) throws Exception {
    var process = started(upstream);
    var enough = new CountDownLatch(ACKNOWLEDGED);
    var all = new ArrayList<Thread>();
    try (var out = process.inputReader()) {
      var url = Optional.ofNullable(out.readLine()).orElseThrow();
      for (int i = 0; i < POSTS; i++) {
        var name = prefix + i;
        all.add(
            Thread.startVirtualThread(
                () -> {
                  if (post(url, name)) {
                    acknowledged.add(name);
                    enough.countDown();
                  }
                }));
      }
      enough.await();
    } finally {
      process.destroyForcibly();
    }
    for (var each : all) {
      each.join();
    }
  }

  private Process started(String upstream) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java,
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Serving.class.getName(),
            folder.toString(),
            upstream)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** A server that serves until it is killed. */
  static final class Serving {
    private Serving() {}

    public static void main(String[] args) throws InterruptedException {
      var yaml = "providers: {up: {base_url: \"%s\", api_key: sk}}".formatted(args[1]);
      var server =
          Server.start(
              Configuration.text(yaml)
                  .with("server.port", "0", "test")
                  .with("model_lists", "0s", "test")
                  .with("data", Path.of(args[0]).resolve("data").toString(), "test"));
      System.out.println(server.url());
      new CountDownLatch(1).await();
    }
  }

  /** Says something; whether it was acknowledged. */
  private static boolean post(String url, String words) {
    var body =
        """
        {"model":"up/m","messages":[{"role":"user","content":"%s"}]}
        """
            .formatted(words);
    try (var client = TestingClient.connect(url)) {
      var answer =
          client
              .post(
                  "/v1/chat/completions",
                  body,
                  "x-tutti-history: server",
                  "x-tutti-session: killed")
              .answer();
      return answer.status() == 200 && answer.body().contains("re " + words);
    } catch (IOException | RuntimeException _) {
      return false;
    }
  }

  private static List<String> messages(String url) throws IOException {
    var all = new ArrayList<String>();
    try (var client = TestingClient.connect(url)) {
      var answer = client.get("/v1/sessions/killed/messages?limit=1000").answer();
      Json.tree(answer.body())
          .path("data")
          .forEach(each -> all.add(each.path("content").asString()));
    }
    return all;
  }

  /** Each answer is behind what it answers; what was acknowledged is there once. */
  private static void assertWhole(List<String> messages, Set<String> acknowledged) {
    var answered = new HashSet<String>();
    int unanswered = 0;
    for (int i = 0; i < messages.size(); i++) {
      var words = messages.get(i);
      if (i + 1 < messages.size() && messages.get(i + 1).equals("re " + words)) {
        assertThat(answered.add(words)).as(words).isTrue();
        i++;
      } else {
        assertThat(words).doesNotStartWith("re ");
        unanswered++;
      }
    }
    assertThat(answered).containsAll(acknowledged);
    assertThat(unanswered).isLessThanOrEqualTo(KILLS);
  }
}
