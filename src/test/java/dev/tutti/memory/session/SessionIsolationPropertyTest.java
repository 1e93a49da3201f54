package dev.tutti.memory.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.memory.api.RecallQuery;
import dev.tutti.memory.api.RecallScope;
import dev.tutti.memory.api.Recollection;
import dev.tutti.memory.recall.MessageRecall;
import dev.tutti.session.ChatSession;
import dev.tutti.session.NewMessage;
import dev.tutti.session.Sessions;
import dev.tutti.session.StorageQuota;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Random sessions of random users and owners, of the same names and with the same words, in a
 * database: what is searched is what these users have said in sessions that are there, whatever was
 * erased before and is being erased.
 */
class SessionIsolationPropertyTest {
  private static final String[] USERS = {"anna", "bert", "anna ", "ANNA", "安娜", "a%"};
  private static final String[] OWNERS = {"", "acme", "acm", "acme "};
  private static final String[] NAMES = {"s", "trip", "S"};
  private static final int MOST = 1_000;

  /** Message that was said, by its owner, user and session. */
  private record Said(String owner, String user, String session, String id) {}

  @Property(tries = 15)
  void what_is_searched_is_what_the_user_has_said_and_was_not_erased(@ForAll Random random)
      throws IOException {
    var folder = Files.createTempDirectory("isolation");
    try (var store = Store.open(StoreSettings.in(folder))) {
      var quota = new StorageQuota(() -> Instant.EPOCH, () -> 1 << 30);
      var sessions = new Sessions(store, () -> Instant.EPOCH, new SecureRandom(), quota);
      var recall = new MessageRecall(store, new SessionMessageTable(), 1 << 20, () -> 0);
      var said = new ArrayList<Said>();
      for (int step = 0; step < 40; step++) {
        var owner = pick(random, OWNERS);
        var name = pick(random, NAMES);
        if (said.stream().noneMatch(each -> isOf(each, owner, name))) {
          said.addAll(begin(sessions, owner, name, random, step));
        } else if (random.nextBoolean()) {
          Store.await(sessions.erase(owner, name, false));
          said.removeIf(each -> isOf(each, owner, name));
        }
        check(recall, said, pick(random, OWNERS), pick(random, USERS));
      }
    } finally {
      try (var files = Files.walk(folder)) {
        for (var each : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  private static <T> T pick(Random random, T[] from) {
    return from[random.nextInt(from.length)];
  }

  private static boolean isOf(Said said, String owner, String session) {
    return said.owner.equals(owner) && said.session.equals(session);
  }

  private static List<Said> begin(
      Sessions sessions, String owner, String name, Random random, int step) {
    var user = pick(random, USERS);
    var ids = IntStream.rangeClosed(0, random.nextInt(4)).mapToObj(at -> step + "-" + at).toList();
    var messages = ids.stream().map(SessionIsolationPropertyTest::message).toList();
    Store.await(sessions.create(ChatSession.begin(name, owner, user, Instant.EPOCH), messages));
    return ids.stream().map(id -> new Said(owner, user, name, id)).toList();
  }

  private static NewMessage message(String id) {
    var json = Json.object().put("role", "user").put("content", "a grey parrot " + id);
    return NewMessage.given(id, Instant.EPOCH, json);
  }

  private static void check(MessageRecall recall, List<Said> said, String owner, String user) {
    var query = new RecallQuery(user, "parrot", MOST, RecallScope.MESSAGES);
    var expected =
        said.stream()
            .filter(each -> each.owner.equals(owner) && each.user.equals(user))
            .map(Said::id)
            .toList();
    assertThat(recall.search(owner, query))
        .extracting(Recollection::id)
        .containsExactlyInAnyOrderElementsOf(expected);
  }
}
